package installer

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/smallstep/pkcs7"

	"appdepot/models"
)

const (
	maxProfile    = 1 << 20 // an embedded.mobileprovision names up to some hundred devices and certificates
	profilePath   = "embedded.mobileprovision"
	schemeProfile = "profile"

	// profileNotice is how long before its end a provisioning profile is worth a warning.
	profileNotice = 30 * 24 * time.Hour
)

// profile is a provisioning profile: which app, whose, and on which devices it runs until when. Apple signs it.
type profile struct {
	properties
	message *pkcs7.PKCS7
}

func readProfile(b []byte) (profile, error) {
	m, err := parseMessage(b, maxProfile)
	if err != nil {
		return profile{}, err
	}
	p, err := readPlist(m.Content, maxProfile)
	return profile{p, m}, err
}

// describe turns the profile into facts.
func (p profile) describe(r *Report) {
	r.add(models.FactProfile, p.text("Name"), profilePath)
	r.add(models.FactPublisher, p.text("TeamName"), profilePath)
	if teams := p.texts("TeamIdentifier"); len(teams) > 0 {
		r.add(models.FactTeam, teams[0], profilePath)
	}
	if expires := p.time("ExpirationDate"); !expires.IsZero() {
		r.add(models.FactExpires, expires.UTC().Format(time.RFC3339), profilePath)
	}
	if p.truth("ProvisionsAllDevices") {
		r.add(models.FactProfileDevices, "all", profilePath)
	} else if devices, ok := p.value("ProvisionedDevices").([]any); ok {
		r.add(models.FactProfileDevices, strconv.Itoa(len(devices)), profilePath)
	}
}

// allows reports whether the profile is for the developer with a certificate of this SHA-256. One without a list is for
// anybody, as far as can be told.
func (p profile) allows(sum string) bool {
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
func ProfileWarning(expires, now time.Time) models.Text {
	on := expires.UTC().Format(time.DateOnly)
	switch {
	case !now.Before(expires):
		return models.T("The provisioning profile ended on %s, so devices do not start the app. Upload a version with a new profile.", on)
	case now.Add(profileNotice).After(expires):
		return models.T("The provisioning profile ends on %s. From then on devices do not start the app: upload a version with a new profile before.", on)
	}
	return models.Text{}
}

// signer checks who made the profile. Apple's certificates are checked for the day on which the profile was made.
func (p profile) signer() Signer {
	c := p.message.GetOnlySigner()
	if c == nil {
		return unreadable(schemeProfile)
	}
	s := newSigner(schemeProfile, c)
	if p.message.Verify() != nil {
		s.Note = models.T("The provisioning profile was changed after it was signed.")
		return s
	}
	s.Verified = true
	s.Note = chainNote(trustedByApple(withFirst(c, p.message.Certificates), p.time("CreationDate"), appleRoots()))
	return s
}
