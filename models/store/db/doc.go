// Package db is what every area of the store stands on. Its generic functions read and write rows of one type; they do what
// gorm's own generics (gorm.G) do, which cost the compiler about a second for every type that they are used with.
package db
