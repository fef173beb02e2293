// Package recode holds the migrations that need more than SQL: they turn the sentences that earlier versions stored into the codes
// that stand for them now. Each is a file of its own that begins with its number (0023_install_reasons.go); migrations.go lists them
// for goose, which runs them among the SQL of the folder migrations, by number.
//
// What a migration does never changes once it has landed, so its file and what it uses are under the checksums of
// ../testdata/migrations.sha256 like the SQL, and nothing here depends on the nouns in models, which do change. What they knew about
// sentences is in sentences.tsv: every sentence that was ever stored, with the code of that time. A text that is not among them keeps its
// words under the code "other", so nothing is lost.
package recode
