// Package say turns source text into the reader's language and writes dates, numbers and sizes as people read them.
// English is the source; other languages are gettext catalogs in this folder.
//
// Start with T, C, N and Text in say.go. figures.go writes numbers, sizes, days and moments; reason*.go has the words of every reason
// code, in the same files as models/reason. The tests here collect every text of the code and compare nl.po with it;
// go test ./views/say -update brings it in line.
package say
