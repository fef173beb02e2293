// Package web is what every surface's handlers are written with: the middleware in order, routes guarded by a permission,
// pages and parts of pages, redirects, errors, forms and sessions.
//
// Start with Server in web.go and Group in routes.go. middleware.go, deadlines.go and session.go are what every request goes through; request.go,
// page.go, frame.go and errors.go are what handlers call; navigation.go and language.go choose what a page shows. Nothing here knows
// an area of a portal, beyond its place in the navigation.
package web
