// Command depotsim is a fleet of pretend devices that speak the device API of an Appdepot server: for demonstrations, for load, and
// for tests from end to end. It knows the server by its published API alone.
//
// main.go has the flags; run.go makes the fleet, has it check in and counts what came of it. What a device does is in package fleet;
// package client is generated from the description of the API, handlers/device/openapi.yaml.
package main
