// Package people is the part of the store that is about users and groups: users and what they may change about themselves
// (users.go, users_own.go), their passwords and sessions (passwords.go, sessions.go), the browsers they signed in with before
// (browsers.go), how guesses at passwords (attempts.go) and at
// codes and tokens (guesses.go) are limited, how few passwords are hashed at a time (queue.go), groups, their
// members and nesting (groups.go, members.go), the set-up of an empty Appdepot (setup.go), and what helps whoever lost their password
// (recover.go). Lists are in the files that end in _list.
//
// Start at Store, which store.Store embeds: its verbs are called on that. What a changed membership means for devices is the
// matter of package reach, which this one is built on. Package store may call this one, as enrollment
// does with WrongGuess; never the other way round.
package people
