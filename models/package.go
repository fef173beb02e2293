package models

import "time"

// Package is one stored installer file, known by its SHA-256: the same file is stored once.
type Package struct {
	ID         ID
	SHA256     string      `gorm:"column:sha256"` // hex
	Size       int64       // bytes
	Format     string      // as installer.Format
	Facts      []FactValue `gorm:"serializer:json"`
	Components []Component `gorm:"serializer:json"` // of a file that holds several
	Signers    []Signer    `gorm:"serializer:json"`
	Warnings   []Reason    `gorm:"serializer:json"`
	Signature  SignatureState
	IconID     ID // the icon read from the file, an Image
	CreatedAt  time.Time
	CheckedAt  *time.Time // when the stored file was last compared with the SHA-256; nil is never
	Damage     Damage     // what was wrong with it then; empty is nothing
}

// Damage is what is wrong with a stored file.
type Damage string

// What can be wrong with a stored file. The first two show without reading it.
const (
	DamageMissing    Damage = "missing"
	DamageSize       Damage = "size"       // it has more or fewer bytes than it had
	DamageContent    Damage = "content"    // its bytes are others than they were
	DamageUnreadable Damage = "unreadable" // the system does not open it, or the disk fails to read it
)

// Hidden reports whether the damage shows only when all of the file is read.
func (d Damage) Hidden() bool { return d == DamageContent || d == DamageUnreadable }

// SignatureState says whether a package's signatures have been checked: that takes reading all of it, and is done in the
// background once its facts are known.
type SignatureState string

// The states. Signers and the facts about them are there once the signature is checked.
const (
	SignatureWaiting   SignatureState = "waiting"
	SignatureChecked   SignatureState = "checked"
	SignatureUnchecked SignatureState = "unchecked" // checking failed for good; a warning says why
)

// Fact gives the value of one fact, empty when the file does not tell it.
func (p Package) Fact(f Fact) string {
	for _, v := range p.Facts {
		if v.Fact == f {
			return v.Value
		}
	}
	return ""
}

// Signer is a certificate that signed a package.
type Signer struct {
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	SHA256    string    `json:"sha256"` // hex, of the certificate
	Scheme    string    `json:"scheme"` // v1, v2, v3, v3.1, Authenticode
	NotBefore time.Time `json:"notBefore"`
	NotAfter  time.Time `json:"notAfter"`
	Verified  bool      `json:"verified"`
	Note      Reason    `json:"note,omitzero"`

	Before []EarlierKey `json:"before,omitempty"` // the keys that this one proves to succeed (Android), the oldest first
}

// EarlierKey is a certificate that signed an app before another one, as the proof in a package of the later one shows.
type EarlierKey struct {
	SHA256     string `json:"sha256"`               // hex, of the certificate
	MayUpdate  bool   `json:"mayUpdate,omitempty"`  // an app that it signed keeps its data when the later key's version replaces it
	MayReplace bool   `json:"mayReplace,omitempty"` // it may itself replace a version of the later key
}

// SignedBy are the signers that devices look at: those of the strongest scheme, and none unless every one of them holds. A broken
// signature is not made good by a weaker one. Signers are listed strongest scheme first.
func (p Package) SignedBy() []Signer {
	if p.Fact(FactSignerSHA256) == "" {
		return nil
	}
	n := 0
	for n < len(p.Signers) && p.Signers[n].Scheme == p.Signers[0].Scheme {
		if !p.Signers[n].Verified {
			return nil
		}
		n++
	}
	return p.Signers[:n]
}

// PackagePart is one immutable piece of a package's bytes in the blob store.
type PackagePart struct {
	PackageID ID
	Number    int
	Key       string // blob key
	Size      int64
}

// UploadState says how far an upload is.
type UploadState string

// The states of an upload.
const (
	UploadReceiving UploadState = "receiving"
	UploadReading   UploadState = "reading" // stored; the file is being inspected
	UploadReady     UploadState = "ready"
	UploadRefused   UploadState = "refused" // inspected and not acceptable; Problem says why
)

// Upload is one file on its way in. Parts, the count of bytes and the state of the hash are enough to go on after a break.
type Upload struct {
	ID        ID
	UserID    ID     // empty when the server itself brought it, or the user is gone
	Name      string // as the sender calls the file; shown, never used as a path
	Mark      string // by which its sender tells it from another file of that name and size, such as when it was changed
	Size      int64  // as announced; -1 when unknown, until everything is received
	SizeLimit int64  // the most bytes it may have
	Received  int64  // bytes kept for good
	Reserved  int64  // bytes of the storage held for it while it arrives
	HashState []byte // of the SHA-256 after those bytes, until everything is received
	SHA256    string `gorm:"column:sha256"` // hex, once everything is received
	State     UploadState
	Problem   Reason `gorm:"embedded;embeddedPrefix:problem_"`
	PackageID ID
	DraftID   ID // the draft that gets it as soon as it has arrived; empty for none, and from then on
	AppID     ID // the app whose next version it is meant to be; empty for none
	CreatedAt time.Time
	UpdatedAt time.Time
}

// NewUpload describes a file that is about to arrive.
type NewUpload struct {
	Name    string // as its sender calls it
	Mark    string // by which its sender tells it from another file of that name and size; or empty
	Size    int64  // bytes as announced, -1 when nobody knows
	Limit   int64  // the most bytes it may have; for a draft's or an app's file their type says it, and none is more than its name allows
	Entry   string // the entry of the pane whose limit holds in place of Limit; or empty
	DraftID ID     // the draft that gets it as soon as it has arrived; empty for none
	AppID   ID     // the app whose next version it is meant to be; empty for none
}

// UploadPart is one piece of an upload; it becomes a PackagePart, bytes unmoved, when the upload is complete.
type UploadPart struct {
	UploadID ID
	Number   int
	Key      string
	Size     int64
}

// Limits of a picture.
const (
	MaxImageBytes = 1 << 20
	MaxImageSide  = 2048 // pixels, of its width and of its height
)

// Image is a logo or an icon, stored in the database because it is small.
type Image struct {
	ID     ID
	SHA256 string `gorm:"column:sha256"`
	Media  string
	Width  int
	Height int
	Data   []byte
}
