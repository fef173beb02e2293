// Package uploads holds the pages about files that arrive: those on their way, and what became of several dropped at once.
package uploads
