// Package installertest is what the tests of the readers of installer packages share: packages of every format with everything
// in them, ways to change them, and the folder of real packages. It imports no reader, so that the tests of every reader may import it.
package installertest
