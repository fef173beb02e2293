// Package layout holds the frames that pages stand in: the document, the admin portal, the Company Portal and the plain
// page of sign-in, set-up and problems. They take everything they show as values.
//
// document.templ is the whole page; admin.templ, company.templ and plain.templ are the frames on it; account.templ is the account menu of
// both portals. props.go has what they take. Pages of an area are in views/admin, views/company and views/auth.
package layout
