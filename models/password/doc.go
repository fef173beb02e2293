// Package password decides whether others would guess a password: it is a common one, or made of what everybody knows about its owner.
//
// common.txt.gz lists, one a line and in the order of their bytes, the passwords of @zxcvbn-ts/language-common 4.1.3 (npm, MIT; see
// LICENSE-common) in lower case: those of at least 12 characters as they are, and of all their middles from the first letter to the last,
// when these have at least 4 characters.
package password
