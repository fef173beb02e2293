package sign

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"slices"
	"strings"
)

// windowsAttributes are the parts of names as Windows writes them where that differs from signing tools.
var windowsAttributes = map[string]string{
	"S": "ST", "E": "EMAILADDRESS", "G": "GN", "TITLE": "T", "I": "2.5.4.43", "DESCRIPTION": "2.5.4.13",
}

// SameSubject reports whether a publisher, as a manifest writes it, is the subject of a certificate: the same parts in the
// same order, the most specific first.
func SameSubject(publisher string, subject []byte) bool {
	var rdns pkix.RDNSequence
	if _, err := asn1.Unmarshal(subject, &rdns); err != nil {
		return false
	}
	var want []string
	for _, rdn := range slices.Backward(rdns) {
		for _, a := range rdn {
			want = append(want, attributeKey(a.Type.String())+"="+strings.TrimSpace(fmt.Sprint(a.Value)))
		}
	}
	return slices.Equal(want, nameParts(publisher))
}

// attributeKey is one name for all ways to write an attribute's type.
func attributeKey(key string) string {
	key = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(key)), "OID.")
	if short, ok := nameAttributes[key]; ok {
		return short
	}
	if short, ok := windowsAttributes[key]; ok {
		return short
	}
	return key
}

// nameParts cuts a name as CertNameToStr writes it: "CN=Example, O=""Example, Inc."", C=NL". Values with commas stand in
// quotation marks, which are doubled inside.
func nameParts(name string) []string {
	var parts []string
	for name != "" {
		key, rest, found := strings.Cut(name, "=")
		if !found {
			return nil
		}
		var value strings.Builder
		quoted := false
		rest = strings.TrimLeft(rest, " ")
		for rest != "" && (quoted || !strings.ContainsRune(",+;", rune(rest[0]))) {
			switch {
			case strings.HasPrefix(rest, `""`) && quoted:
				value.WriteByte('"')
				rest = rest[1:]
			case rest[0] == '"':
				quoted = !quoted
			default:
				value.WriteByte(rest[0])
			}
			rest = rest[1:]
		}
		parts = append(parts, attributeKey(key)+"="+strings.TrimSpace(value.String()))
		name = strings.TrimLeft(rest, ",+; ")
	}
	return parts
}
