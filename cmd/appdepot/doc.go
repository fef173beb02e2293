// Command appdepot is the server and its administration.
//
// Start with main.go, which has the commands; config.go is their settings, serve.go the server from its stores to its listener,
// catalogs.go the services it talks to. What the server does is in handlers and models; here is only how it is put together.
package main
