package android

import (
	"bytes"
	"encoding/binary"
	"testing"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// A resource that refers to itself, alone or in a circle, has no value.
func TestReferencesInCircles(t *testing.T) {
	whole := sample.APK(installertest.APK(t))
	a, err := openAPK(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	table, err := a.part(ResourcesPath, MaxResources)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+8 <= len(table); i++ { // every value of type string becomes a reference to the label
		if binary.LittleEndian.Uint32(table[i:]) == 0x03000008 {
			table[i+3] = valueReference
			binary.LittleEndian.PutUint32(table[i+4:], 0x7f010000)
		}
	}
	resources, err := readResources(table)
	if err != nil {
		t.Fatal(err)
	}
	if got := resources.resolve(value{kind: valueReference, data: 0x7f010000}); got != (value{}) {
		t.Errorf("a circle has the value %v", got)
	}
	if len(resources.types) != 2 {
		t.Errorf("the table has %d types, want 2", len(resources.types))
	}
}
