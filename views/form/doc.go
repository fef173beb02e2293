// Package form shows questions of models/field and their answers: as a form to fill in, and as a list to read. It holds
// the program's one switch on kinds of question.
//
// Start with State in form.go and Frame in frame.templ, the form around its sections. control.templ has the controls, rows*.go and
// rows.templ the tables that grow, review.templ the answers to read. What a form asks is declared in models/forms and models/apptype;
// no question is written here.
package form
