package windows

import (
	"appdepot/models"
)

// The places of facts that are told in words, so that they can be translated; every other place is a name in the file itself.
var _ = []models.Text{
	models.T(sourceVersion), models.T(sourceProgram), models.T(sourceSetup), models.T(sourceProperty), models.T(sourceSummary),
	models.T(sourceSequence), models.T(sourceFormat), models.T(sourceIconTable), models.T(sourceIcon), models.T(sourceDirectory),
}
