package udif

import (
	"slices"
	"testing"
)

// Only elements and their text count in a property list: whatever else stands in it is passed over.
func TestListTables(t *testing.T) {
	for list, want := range map[string][]string{
		"<plist><dict><key>blkx</key><array><dict><key>Data</key><data>\n\taGVs\n\tbG8=\n</data></dict></array></dict></plist>":         {"hello"},
		"<?xml version='1.0'?><!DOCTYPE plist><plist a='b'><!-- <key>blkx</key> --><x/><key>blkx</key><array><data>aA==</data></array>": {"h"},
		"<key>other</key><array><data>aA==</data></array><key>blkx</key><array ><data>aGVs</data><data>bG8=</data></array>":             {"hel", "lo"},
		"<key>blkx</key><array></array>":               {},
		"<key>blkx</key><array><data>a":                nil,
		"<key>blkx</key><array><data>?</data></array>": nil,
		"<!-- blkx": nil,
		"<>":        nil,
		"</":        nil,
		"blkx":      nil,
	} {
		tables, err := listTables([]byte(list))
		var got []string
		for _, b := range tables {
			got = append(got, string(b))
		}
		if (err == nil) != (want != nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v, want %q", list, got, err, want)
		}
	}
}
