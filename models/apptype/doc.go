// Package apptype knows every type of app: what is asked about it, which package it takes, to whom it can be assigned, on
// which devices it fits and how its presence is recognised. A fact about a type stands in its Definition and nowhere else;
// wizard, properties, checks, device orders and tests are readings of it.
package apptype
