//go:build !race

package installer

const raceFactor = 1
