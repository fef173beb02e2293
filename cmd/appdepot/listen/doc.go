// Package listen is what stands before the server's handler: how many connections one address may have (connections.go), and the
// certificate with which https is spoken (certificate.go).
package listen
