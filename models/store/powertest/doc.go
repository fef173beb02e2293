// Package powertest cuts the power under a program, as far as its files are concerned: it keeps of them what was synced, and forgets
// the rest.
//
// Watch in trace.go runs the program under strace and reads what it did to a folder. Tape.Cut gives the folder as a disk may have it when
// the power fails right after the program said something: bytes that no fsync reached, and names in a folder that was not synced,
// are gone. disk.go is that disk. Real disks lose less, mostly; nothing promises it. Only tests import this package.
package powertest
