package main

import (
	_ "embed"
	"fmt"
	"os"
)

// notice names every module of the program with its license; make notice writes it.
//
//go:embed NOTICE
var notice string

// licenses prints them.
type licenses struct{}

// Run implements the command.
func (licenses) Run() error {
	_, err := fmt.Fprint(os.Stdout, notice)
	return err
}
