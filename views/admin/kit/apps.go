package kit

import (
	"appdepot/models"
)

// Intent is how an app is assigned, to how many groups.
type Intent struct {
	Intent models.Intent
	Groups int
}
