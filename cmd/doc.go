// Package cmd has no code of its own: below it are the programs, appdepot (the server and its administration) and depotsim (a fleet of
// pretend devices).
//
// Its tests keep the house in order. Each says in a sentence what is wrong: imports_test.go which package may import which,
// style_test.go how large files, functions and packages are, what names and package comments say; types_test.go that no other file
// names an app type; forms_test.go and limits_test.go that a question and a limit stand once; generated_test.go that templates are
// generated; words_test.go which words have no place in the tree; readme_test.go that README and CONTRIBUTING tell what there is.
// house_test.go reads the tree for all of them.
package cmd
