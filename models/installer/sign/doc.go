// Package sign is what signatures of installer packages have in common: signed messages (PKCS #7) of bounded size, certificates and
// their names, time stamps, Authenticode messages of Windows files, and code directories of Apple's programs. Start with
// ReadAuthenticode or ReadCodeSignature. Which bytes of a file a signature is about is for the room of its format.
package sign
