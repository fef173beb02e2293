package models

import (
	"encoding/json"
	"time"
)

// ServiceTask is work that was begun at a connected service and of which the store does not know the outcome yet. It is written down
// before the service is asked and crossed out afterwards; one that is left over was at a process that is gone.
type ServiceTask struct {
	ID        ID
	Kind      string          // such as "play.approve"; the package of the service knows it
	UserID    ID              // who began it; empty for the server itself
	Args      json.RawMessage `gorm:"serializer:json"`
	ProcessID ID              // of the process that is at it
	AliveAt   time.Time       // when that process last said so
	CreatedAt time.Time
}
