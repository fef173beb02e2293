package installer

import (
	"errors"
	"io"

	"appdepot/models"
)

// The places in a code signature for the digests of an app's property list and of its list of files.
const (
	slotInfo      = 1
	slotResources = 3
	codeResources = "_CodeSignature/CodeResources"
)

var noteUnsignedApp = models.T("The app is not signed, so devices refuse it.")

func verifyIPA(src *source) (Signature, error) {
	p, err := openIPA(src)
	if err != nil {
		return Signature{}, err
	}
	b, err := p.part(profilePath, maxProfile)
	if err := src.fatal(err); err != nil {
		return Signature{}, err
	}
	profile, unread := readProfile(b)
	code, err := p.signers(profile)
	if err != nil {
		return Signature{}, err
	}
	s := signed(code, noteUnsignedApp)
	switch {
	case len(b) == 0:
		return s, nil
	case unread != nil:
		s.Signers = append(s.Signers, unreadable(schemeProfile))
	default:
		s.Signers = append(s.Signers, profile.signer())
	}
	if !s.Signers[len(s.Signers)-1].Verified {
		s.Warnings = append(s.Warnings, models.T("The provisioning profile was changed after it was signed, so devices refuse the app."))
	}
	return s, nil
}

// signers checks the signature of the app's program: that it holds for the program, the property list and every file that
// it seals.
func (p ipa) signers(profile profile) ([]Signer, error) {
	f, err := p.file(p.app + p.info.text("CFBundleExecutable"))
	if err != nil || f == nil {
		return nil, err
	}
	program, err := p.open(f)
	if err != nil {
		return nil, err
	}
	offset, code, err := readProgram(program)
	if err := p.src.fatal(err); err != nil {
		return nil, err
	}
	switch {
	case errors.Is(err, errNoCodeSignature) || err == nil && code.message == nil:
		return nil, nil
	case err != nil:
		return []Signer{unreadable(schemeCode)}, nil
	}
	same, err := p.unchanged(f, offset, code)
	if err := p.src.fatal(err); err != nil {
		return nil, err
	}
	signer := code.signer(err == nil && same, appleRoots())
	if signer.Verified && !profile.allows(signer.SHA256) {
		signer.Note = models.T("The signature is intact, but the provisioning profile is for other developers, so devices refuse the app.")
	}
	return []Signer{*signer}, nil
}

// unchanged compares the program, the property list and all sealed files with their hashes.
func (p ipa) unchanged(program *entry, offset int64, code codeSignature) (bool, error) {
	r, err := p.open(program)
	if err != nil {
		return false, err
	}
	if _, err := io.CopyN(io.Discard, r, offset); err != nil {
		return false, err
	}
	content := code.content()
	if _, err := io.CopyN(content, r, code.limit); err != nil || !content.intact() {
		return false, err
	}
	info, err := p.part(sourceInfo, maxPlist)
	if err != nil || !code.special(slotInfo, info) {
		return false, err
	}
	seal, err := p.part(codeResources, maxSigning)
	if err != nil || !code.special(slotResources, seal) {
		return false, err
	}
	list, err := readPlist(seal, maxSigning)
	if err != nil {
		return false, err
	}
	return p.sealed(newSeal(list), program.Name)
}
