package kit

import (
	"context"
	"slices"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// SourceText translates a label that stands in a definition.
func SourceText(ctx context.Context, text string) string {
	if text == "" {
		return ""
	}
	return say.Text(ctx, models.Text{Source: text})
}

// LogoHint says what a picture for an app of this type should be, "" for nothing beyond what holds for all.
func LogoHint(ctx context.Context, kind string) string {
	if d, ok := apptype.Get(kind); ok {
		return SourceText(ctx, d.Logo)
	}
	return ""
}

// IntentHint says what an intent means for an app of this type, "" for nothing beyond what it means for all.
func IntentHint(ctx context.Context, kind string, intent models.Intent) string {
	if d, ok := apptype.Get(kind); ok {
		return SourceText(ctx, d.IntentNotes[intent])
	}
	return ""
}

// signatureProps says who signed a package, with the certificate and what it is worth. A certificate that signed in several schemes
// is told once.
func signatureProps(ctx context.Context, signers []models.Signer) []ui.Prop {
	if len(signers) == 0 {
		return []ui.Prop{{Name: say.T(ctx, "Signed by"), Value: say.T(ctx, "Not signed")}}
	}
	var told []models.Signer
	for _, s := range signers {
		same := func(t models.Signer) bool {
			return t.SHA256 == s.SHA256 && t.Verified == s.Verified && t.Note.String() == s.Note.String()
		}
		if i := slices.IndexFunc(told, same); i >= 0 {
			told[i].Scheme += ", " + s.Scheme
		} else {
			told = append(told, s)
		}
	}
	var props []ui.Prop
	for _, s := range told {
		props = append(props, ui.Prop{Name: say.T(ctx, "Signed by"), Show: signer(s)})
	}
	return props
}
