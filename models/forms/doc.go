// Package forms declares, once for each noun, what people are asked about it: keys, labels, help, limits, choices, and what is
// required. The store decodes what was typed with a declaration, and the page renders the same one through views/form, so
// that a limit stands in one place.
//
// Each noun has a file of its own. A list that is named after the noun, such as Group, is asked when the thing is changed; one
// with New before it is asked when it is made. What a declaration cannot know, such as whether a name is taken, is the store's
// to say, with the same keys. Questions about apps are in models/apptype.
package forms
