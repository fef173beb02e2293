package apple

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/smallstep/pkcs7"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

const (
	maxProfile    = 1 << 20                    // an embedded.mobileprovision names up to some hundred devices and certificates
	ProfilePath   = "embedded.mobileprovision" // inside an app
	SchemeProfile = "profile"                  // of the signature of a provisioning profile

	// profileNotice is how long before its end a provisioning profile is worth a warning.
	profileNotice = 30 * 24 * time.Hour
)

// Profile is a provisioning profile: which app, whose, and on which devices it runs until when. Apple signs it.
type Profile struct {
	properties
	message *pkcs7.PKCS7
}

// ReadProfile reads a provisioning profile, which is a signed property list.
func ReadProfile(b []byte) (Profile, error) {
	m, err := sign.ParseMessage(b, maxProfile)
	if err != nil {
		return Profile{}, err
	}
	p, err := readPlist(m.Content, maxProfile)
	return Profile{p, m}, err
}

// Describe turns the profile into facts.
func (p Profile) Describe(r *facts.Report) {
	r.Add(models.FactProfile, p.text("Name"), ProfilePath)
	r.Add(models.FactPublisher, p.text("TeamName"), ProfilePath)
	if teams := p.texts("TeamIdentifier"); len(teams) > 0 {
		r.Add(models.FactTeam, teams[0], ProfilePath)
	}
	if expires := p.time("ExpirationDate"); !expires.IsZero() {
		r.Add(models.FactExpires, expires.UTC().Format(time.RFC3339), ProfilePath)
	}
	if p.truth("ProvisionsAllDevices") {
		r.Add(models.FactProfileDevices, "all", ProfilePath)
	} else if devices, ok := p.value("ProvisionedDevices").([]any); ok {
		r.Add(models.FactProfileDevices, strconv.Itoa(len(devices)), ProfilePath)
	} else {
		r.Warn(reason.AppStoreProfile) // Apple, TN3125: a profile for the App Store names no devices
	}
}

// allows reports whether the profile is for the developer with a certificate of this SHA-256. One without a list is for
// anybody, as far as can be told.
func (p Profile) allows(sum string) bool {
	developers, _ := p.value("DeveloperCertificates").([]any)
	for _, d := range developers {
		certificate, _ := d.([]byte)
		if got := sha256.Sum256(certificate); hex.EncodeToString(got[:]) == sum {
			return true
		}
	}
	return len(developers) == 0
}

// ProfileWarning says that a provisioning profile has ended or ends within 30 days: its app does not start afterwards. It
// is empty before that.
func ProfileWarning(expires, now time.Time) models.Reason {
	switch {
	case !now.Before(expires):
		return reason.ProfileExpired.Of(reason.Date(expires))
	case now.Add(profileNotice).After(expires):
		return reason.ProfileExpires.Of(reason.Date(expires))
	}
	return models.Reason{}
}

// Signer checks who made the profile. Apple's certificates are checked for the day on which the profile was made.
func (p Profile) Signer() facts.Signer {
	c := p.message.GetOnlySigner()
	if c == nil {
		return sign.Unreadable(SchemeProfile)
	}
	s := sign.NewSigner(SchemeProfile, c)
	if p.message.Verify() != nil {
		s.Note = reason.ProfileChanged
		return s
	}
	s.Verified = true
	s.Note = sign.ChainNote(sign.VerifyAppleChain(sign.SignerFirst(c, p.message.Certificates), p.time("CreationDate"), sign.AppleRoots()))
	return s
}
