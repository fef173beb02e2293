//go:build !race

package installer

const memoryFactor = 1
