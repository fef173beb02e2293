// Package reason declares the codes of all reasons: why an app is in its state on a device (state.go), why it does not fit
// there (fit.go), what assignments decide (decision.go), what is odd about a package and its signatures (warning.go, signature.go), why a file was refused
// (refusal.go) or did not arrive (upload.go), and what the notice of an action says (notice.go). A code says which values it takes and is the only way to make its reason, so the
// compiler checks both. The words are in views/say, one table for all codes; nothing here is a sentence.
//
// A new code is one line here and one line in that table. A code that was stored once is never removed or given another
// meaning: rows may still have it.
package reason
