package apple

import (
	"appdepot/models"
)

// The places of facts that are told in words, so that they can be translated; every other place is a name in the file itself.
var _ = []models.Text{models.T(sourceTOC), models.T(sourceCert), models.T(sourceTicket)}
