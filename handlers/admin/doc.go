// Package admin mounts the admin portal: one package an area, each with a routes.go that lists its pages, and kit with what they
// share. A handler reads the request, calls one verb of the store and shows one page. An area never imports another.
package admin
