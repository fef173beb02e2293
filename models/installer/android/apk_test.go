package android

import (
	"bytes"
	"strings"
	"testing"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
)

func TestLongZIPIsNoAPK(t *testing.T) {
	b := installertest.LongZIP(t)
	_, err := openAPK(input.New(nil, bytes.NewReader(b), int64(len(b))))
	if err == nil || !strings.Contains(err.Error(), "longArchive") {
		t.Errorf("Android takes no zip64: %v", err)
	}
}
