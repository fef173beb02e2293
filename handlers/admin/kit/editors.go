package kit

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/access"
	viewkit "appdepot/views/admin/kit"
)

// Editors edit who gets an app and which apps it is related to, inside the page of another area. AssignRoutes and RelateRoutes
// add an editor's routes below a base; open finds what a request is about.
type Editors interface {
	AssignRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (AssignmentSet, error))
	ShowAssignments(c echo.Context, a AssignmentSet, status int) error
	AssignmentEditor(c echo.Context, a AssignmentSet) (viewkit.AssignEditorProps, error)

	RelateRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (RelationSet, error))
	ShowRelations(c echo.Context, r RelationSet, status int) error
	RelationEditor(c echo.Context, r RelationSet) (viewkit.RelationEditorProps, error)
}
