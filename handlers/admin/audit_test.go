package admin_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"appdepot/views/admin"
)

// What the store writes into the log has words on its page, in the list of activities and in the list of categories.
func TestEveryActivityHasWords(t *testing.T) {
	files, err := filepath.Glob("../../models/store/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	recorded := regexp.MustCompile(`(?:record|savePassword|setDisabled)\((?:u, (?:hash|true|false), )?"([a-z]\w*\.[a-z]\w*)"`)
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range recorded.FindAllStringSubmatch(string(source), -1) {
			found++
			action := m[1]
			kind, _, _ := strings.Cut(action, ".")
			if admin.AuditAction(t.Context(), action) == action || !slices.Contains(admin.AuditActions, action) {
				t.Errorf("%s writes %q, which the audit log has no words for", filepath.Base(file), action)
			}
			if admin.AuditKind(t.Context(), kind) == kind || !slices.Contains(admin.AuditKinds, kind) {
				t.Errorf("%s writes about %q, which the audit log has no category for", filepath.Base(file), kind)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d activities were found in the store", found)
	}
}
