//go:build race

package installer

// memoryFactor is what the race detector multiplies memory by.
const memoryFactor = 4
