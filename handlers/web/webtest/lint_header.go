package webtest

import (
	"fmt"
	"net/http"
	"strings"
)

// fixed are the directives of the content security policy that have one right value.
var fixed = []struct{ directive, value string }{
	{"default-src", "'none'"}, {"base-uri", "'none'"}, {"frame-ancestors", "'none'"}, {"form-action", "'self'"},
}

// lintHeader checks the headers every page is sent with.
func lintHeader(header http.Header) []string {
	problems := lintPolicy(header.Get("Content-Security-Policy"))
	if header.Get("X-Content-Type-Options") != "nosniff" {
		problems = append(problems, "X-Content-Type-Options is not nosniff")
	}
	if p := header.Get("Referrer-Policy"); p != "same-origin" && p != "no-referrer" && p != "strict-origin-when-cross-origin" {
		problems = append(problems, fmt.Sprintf("Referrer-Policy is %q, which tells other sites where people came from", p))
	}
	vary := strings.Join(header.Values("Vary"), ",")
	for _, name := range []string{"HX-Request", "HX-Target"} {
		if !strings.Contains(strings.ToLower(vary), strings.ToLower(name)) {
			problems = append(problems, "Vary lacks "+name+": a cache could give a part of the page for the whole")
		}
	}
	return problems
}

// lintPolicy checks that a content security policy allows nothing but the server itself.
func lintPolicy(policy string) []string {
	var problems []string
	given := map[string]string{}
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		given[words[0]] = strings.Join(words[1:], " ")
		for _, source := range words[1:] {
			if source != "'self'" && source != "'none'" {
				problems = append(problems, fmt.Sprintf("Content-Security-Policy: %s allows %s", words[0], source))
			}
		}
	}
	for _, f := range fixed {
		if given[f.directive] != f.value {
			problems = append(problems, fmt.Sprintf("Content-Security-Policy: %s is %q, not %s", f.directive, given[f.directive], f.value))
		}
	}
	return problems
}
