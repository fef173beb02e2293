package db

import (
	"gorm.io/gorm"

	"appdepot/models"
)

// mostCounted is how far a list is counted; beyond that "more than" is enough.
const mostCounted = 1000

// CountUp counts the rows of a query, up to a limit, so that counting costs no more than reading a few pages.
func CountUp(q *gorm.DB) (models.Total, error) {
	var n int64
	few := q.Session(&gorm.Session{}).Select("1").Limit(mostCounted + 1)
	err := few.Session(&gorm.Session{NewDB: true}).Table("(?) AS few", few).Count(&n).Error
	return models.Total{Count: min(int(n), mostCounted), More: n > mostCounted}, err
}
