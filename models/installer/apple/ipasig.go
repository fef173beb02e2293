package apple

import (
	"errors"
	"io"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// The places in a code signature for the digests of an app's property list and of its list of files.
const (
	slotInfo      = 1
	slotResources = 3
	codeResources = "_CodeSignature/CodeResources"
)

var noteUnsignedApp = reason.AppNotSigned

// VerifyIPA checks the code signature of an iOS app and its provisioning profile.
func VerifyIPA(src *input.Source) (facts.Signature, error) {
	p, err := openIPA(src)
	if err != nil {
		return facts.Signature{}, err
	}
	b, err := p.part(ProfilePath, maxProfile)
	if err := src.Fatal(err); err != nil {
		return facts.Signature{}, err
	}
	profile, unread := ReadProfile(b)
	code, err := p.signers(profile)
	if err != nil {
		return facts.Signature{}, err
	}
	s := facts.NewSignature(code, noteUnsignedApp)
	switch {
	case len(b) == 0:
		return s, nil
	case unread != nil:
		s.Signers = append(s.Signers, sign.Unreadable(SchemeProfile))
	default:
		s.Signers = append(s.Signers, profile.Signer())
	}
	if !s.Signers[len(s.Signers)-1].Verified {
		s.Warnings = append(s.Warnings, reason.ProfileTampered)
	}
	return s, nil
}

// signers checks the signature of the app's program: that it holds for the program, the property list and every file that
// it seals.
func (p ipa) signers(profile Profile) ([]facts.Signer, error) {
	f, err := p.File(p.app + p.info.text("CFBundleExecutable"))
	if err != nil || f == nil {
		return nil, err
	}
	program, err := p.Open(f)
	if err != nil {
		return nil, err
	}
	offset, code, err := readProgram(program)
	if err := p.Source.Fatal(err); err != nil {
		return nil, err
	}
	switch {
	case errors.Is(err, errNoCodeSignature) || err == nil && code.Message == nil:
		return nil, nil
	case err != nil:
		return []facts.Signer{sign.Unreadable(sign.SchemeCode)}, nil
	}
	same, err := p.unchanged(f, offset, code)
	if err := p.Source.Fatal(err); err != nil {
		return nil, err
	}
	signer := code.Signer(err == nil && same, sign.AppleRoots())
	if signer.Verified && !profile.allows(signer.SHA256) {
		signer.Note = reason.ProfileForOthers
	}
	return []facts.Signer{*signer}, nil
}

// unchanged compares the program, the property list and all sealed files with their hashes.
func (p ipa) unchanged(program *archive.Entry, offset int64, code sign.CodeSignature) (bool, error) {
	r, err := p.Open(program)
	if err != nil {
		return false, err
	}
	if _, err := io.CopyN(io.Discard, r, offset); err != nil {
		return false, err
	}
	content := code.Content()
	if _, err := io.CopyN(content, r, code.Limit); err != nil || !content.Intact() {
		return false, err
	}
	info, err := p.part(sourceInfo, MaxPlist)
	if err != nil || !code.Special(slotInfo, info) {
		return false, err
	}
	seal, err := p.part(codeResources, input.MaxSigning)
	if err != nil || !code.Special(slotResources, seal) {
		return false, err
	}
	list, err := readPlist(seal, input.MaxSigning)
	if err != nil {
		return false, err
	}
	return p.matchesCodeResources(newCodeResourceList(list), program.Name)
}
