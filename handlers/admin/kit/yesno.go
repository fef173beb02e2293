package kit

import (
	"slices"

	"github.com/labstack/echo/v4"
)

// YesOrNo reads a filter of two check boxes; both, or none, is nil.
func YesOrNo(c echo.Context, name string) *bool {
	values := c.QueryParams()[name]
	yes, no := slices.Contains(values, "yes"), slices.Contains(values, "no")
	if yes == no {
		return nil
	}
	return &yes
}
