//go:build race

package installer

// raceFactor is what the race detector multiplies memory and time by.
const raceFactor = 4
