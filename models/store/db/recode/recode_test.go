package recode

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/reason"
)

// reads says which kinds of value each way of reading gives. A number of bytes is a size.
var reads = map[string][]reason.Kind{
	"text": {reason.Text}, "list": {reason.List}, "number": {reason.Number, reason.Size}, "moment": {reason.Time},
	"error": {reason.ErrorCode}, "bytes": {reason.Size}, "units": {reason.Size},
}

func TestSentencesStandForCodes(t *testing.T) {
	all := maps.Clone(sentences)
	maps.Copy(all, parse(bodies))
	for source, s := range all {
		kinds, known := reason.Kinds(models.Code(s.code))
		if !known {
			t.Errorf("%q becomes %s, which is no code", source, s.code)
		}
		constant := func(how string) bool { return strings.HasPrefix(how, "=") }
		if n := strings.Count(source, "%s"); n != len(slices.DeleteFunc(slices.Clone(s.reads), constant)) {
			t.Errorf("%q has %d values, but is read as %v", source, n, s.reads)
		}
		same := slices.EqualFunc(kinds, s.reads, func(k reason.Kind, how string) bool {
			return slices.Contains(reads[how], k) || constant(how) && k == reason.List
		})
		if !same {
			t.Errorf("%q is read as %v, but %s takes %v", source, s.reads, s.code, kinds)
		}
	}
}

func TestOldTextsBecomeReasons(t *testing.T) {
	failed := "The device reported error %s. It is tried again at the first check-in after %s."
	for _, c := range []struct {
		name string
		old  oldText
		want models.Reason
	}{
		{"nothing", oldText{}, models.Reason{}},
		{"a sentence without values", oldText{Source: "It is there."}, reason.Installed},
		{"an error code and a time", oldText{Source: failed, Args: []string{"1603", "2026-11-30 12:05 UTC"}},
			models.Reason{Code: "deviceError", Args: models.Args{int64(1603), "2026-11-30T12:05:00Z"}}},
		{"a negative error code", oldText{Source: failed, Args: []string{"0x87D1041C", "2026-11-30 12:05 UTC"}},
			models.Reason{Code: "deviceError", Args: models.Args{int64(-2016345060), "2026-11-30T12:05:00Z"}}},
		{"a list", oldText{Source: "The app is made for %s, and the device has %s.", Args: []string{"x86, x64", "arm64"}},
			reason.WrongArchitecture.Of([]string{"x86", "x64"}, "arm64")},
		{"a value that cannot be read", oldText{Source: failed, Args: []string{"1603", "noon"}},
			reason.Other.Of("The device reported error 1603. It is tried again at the first check-in after noon.")},
		{"a size", oldText{Source: "More arrived than the %s bytes that were announced. Upload the file again.", Args: []string{"1000"}},
			reason.MoreThanAnnounced.Of(1000)},
		{"sizes in words", oldText{Source: "There is no room for %s: it needs %s, and %s of %s are left in the trial plan. Remove old versions and unfinished uploads on the Storage page, or ask an Administrator for the full plan.",
			Args: []string{"a.msi", "1.5 GB", "500 bytes", "2 GB"}}, reason.NoRoom.Of("a.msi", 3<<29, 500, 2<<30)},
		{"a list that the sentence itself had", oldText{Source: "This is a PDF document, not an installer package. Upload an .apk or .msi file."},
			reason.PDFDocument.Of([]string{".apk", ".msi"})},
		{"a sentence that nobody knows", oldText{Source: "%s is at 100%% of it", Args: []string{"Disk"}}, reason.Other.Of("Disk is at 100% of it")},
		{"two sentences", oldText{Source: "It is there.", More: []oldText{{Source: "It was %s.", Args: []string{"late"}}}},
			reason.Other.Of("It is there. It was late.")},
		{"a value too few", oldText{Source: failed, Args: []string{"1603"}},
			reason.Other.Of("The device reported error 1603. It is tried again at the first check-in after %!s(MISSING).")},
	} {
		want := coded{Code: string(c.want.Code), Args: c.want.Args}
		if diff := cmp.Diff(want, reasonOf(c.old)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
