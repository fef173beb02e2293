package kit

import (
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
)

// MemberOf are the groups that somebody or something is in.
func MemberOf(groups []people.GroupOf) []viewkit.MemberOf {
	var list []viewkit.MemberOf
	for _, g := range groups {
		list = append(list, viewkit.MemberOf{ID: string(g.ID), Name: g.Name, Direct: g.Direct})
	}
	return list
}
