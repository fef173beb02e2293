// Package admin holds the pages of the admin portal, one a file. A page takes one struct with exactly what it shows.
package admin
