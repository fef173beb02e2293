// Depotsim is a fleet of pretend devices that speak the device API of an Appdepot server.
package main

func main() {}
