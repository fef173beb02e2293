package models_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

func TestReasonsKeepTheirArguments(t *testing.T) {
	for _, args := range []models.Args{
		nil, {"4.2"}, {int64(-2016345060), "2026-11-30T12:00:00Z"}, {[]string{"x86", "x64"}, int64(30 << 30)}, {[]string{}},
	} {
		r := models.Reason{Code: "anything", Args: args}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back models.Reason
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Errorf("through JSON (-before +after):\n%s", diff)
		}
		stored, err := args.Value()
		if err != nil {
			t.Fatal(err)
		}
		var read models.Args
		if err := read.Scan(stored); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(args, read); diff != "" {
			t.Errorf("through the database (-before +after):\n%s", diff)
		}
	}
}

func TestOtherValuesAreNoArguments(t *testing.T) {
	for _, stored := range []string{`[1.5]`, `[true]`, `[null]`, `[{}]`, `[[1]]`, `{}`, ``} {
		var a models.Args
		if err := a.Scan(stored); err == nil {
			t.Errorf("%s was read as %v", stored, a)
		}
	}
}
