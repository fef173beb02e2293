// Package client is generated from the description of the device API.
package client

//go:generate go tool oapi-codegen -config config.yaml -o client.go ../../../handlers/device/openapi.yaml
