package sample

import (
	"bytes"
	"crypto/sha256"
	"io"
	"time"

	"github.com/smallstep/pkcs7"
	"howett.net/plist"
)

// IPAOptions say what an iOS package is to tell about itself. Name and BundleID are needed; empty texts and zeros are left out.
type IPAOptions struct {
	Name         string // also of the folder
	BundleID     string
	Version      string // CFBundleShortVersionString
	Build        string // CFBundleVersion
	MinimumOS    string
	Families     []int     // 1 iPhone, 2 iPad
	Icon         []byte    // a PNG
	Expires      time.Time // of the provisioning profile; zero leaves it out
	Profile      string    // its name
	Team         string    // identifier in it
	Devices      []string  // in it; none allows all of an organization's
	ForStore     bool      // the profile is for the App Store and allows no devices
	Signer       *Signer   // of app and profile; nil leaves the app unsigned
	Others       []string  // names of further apps in the package, which makes it one that devices refuse
	Architecture uint32    // cputype of the program; zero takes arm64
	Filling      int64     // random bytes that the package is filled with
}

const cpuARM64 = 0x0100000c

// IPA makes an iOS package. Its program is a header only: it can be inspected, uploaded and downloaded, not run.
func IPA(o IPAOptions) []byte {
	var b bytes.Buffer
	WriteIPA(&b, o)
	return b.Bytes()
}

// WriteIPA writes what IPA makes. It is for packages that are too large for the memory.
func WriteIPA(w io.Writer, o IPAOptions) {
	z := &archiveWriter{out: w}
	for _, name := range append([]string{o.Name}, o.Others...) {
		o.Name = name
		o.writeApp(&appWriter{z, "Payload/" + name + ".app/", map[string]any{}})
	}
	write(w, z.end())
}

// appWriter writes the files of an app and lists their digests, as its signature needs them.
type appWriter struct {
	z    *archiveWriter
	dir  string
	seal map[string]any
}

func (a *appWriter) add(name string, content io.Reader) {
	h := sha256.New()
	a.z.add(a.dir+name, io.TeeReader(content, h))
	a.seal[name] = map[string]any{"hash2": h.Sum(nil)}
}

func (o IPAOptions) writeApp(a *appWriter) {
	info := map[string]any{
		"CFBundleName": o.Name, "CFBundleIdentifier": o.BundleID, "CFBundleShortVersionString": o.Version, "CFBundleVersion": o.Build,
		"MinimumOSVersion": o.MinimumOS, "CFBundleExecutable": "program", "CFBundlePackageType": "APPL",
	}
	if len(o.Families) > 0 {
		info["UIDeviceFamily"] = o.Families
	}
	if o.Icon != nil {
		info["CFBundleIcons"] = map[string]any{"CFBundlePrimaryIcon": map[string]any{"CFBundleIconFiles": []string{"AppIcon60x60"}}}
		a.add("AppIcon60x60@2x.png", bytes.NewReader(o.Icon))
	}
	if o.Filling > 0 {
		a.add("filling", randomBytes(o.Filling))
	}
	if !o.Expires.IsZero() {
		a.add("embedded.mobileprovision", bytes.NewReader(o.profile()))
	}
	list := properties(info, plist.BinaryFormat)
	a.z.add(a.dir+"Info.plist", bytes.NewReader(list))
	if o.Architecture == 0 {
		o.Architecture = cpuARM64
	}
	if o.Signer == nil {
		a.z.add(a.dir+"program", bytes.NewReader(u32(nil, 0xfeedfacf, o.Architecture, 0, 2, 0, 0, 0, 0)))
		return
	}
	resources := properties(map[string]any{"files2": a.seal}, plist.XMLFormat)
	a.z.add(a.dir+"_CodeSignature/CodeResources", bytes.NewReader(resources))
	a.z.add(a.dir+"program", bytes.NewReader(o.program(list, resources)))
}

// program is a header with one load command, which says where the signature behind it stands.
func (o IPAOptions) program(info, resources []byte) []byte {
	const head, command = 48, 0x1d
	header := func(size int) []byte {
		return u32(nil, 0xfeedfacf, o.Architecture, 0, 2, 1, 16, 0, 0, command, 16, head, uint32(size))
	}
	signature := func(size int) []byte {
		sum := sha256.Sum256(header(size))
		return o.Signer.signCode(o.BundleID, head, sum[:], map[int][]byte{1: info, 3: resources})
	}
	const room = 8 << 10 // the length of a signature varies by some bytes
	s := signature(room)
	return append(append(header(room), s...), make([]byte, room-len(s))...)
}

// profile makes a provisioning profile: a property list in a signed message.
func (o IPAOptions) profile() []byte {
	values := map[string]any{
		"Name": o.Profile, "TeamName": o.Team, "CreationDate": o.Expires.AddDate(-1, 0, 0), "ExpirationDate": o.Expires,
		"Entitlements": map[string]any{"application-identifier": o.Team + "." + o.BundleID},
	}
	if o.Team != "" {
		values["TeamIdentifier"] = []string{o.Team}
	}
	if len(o.Devices) > 0 {
		values["ProvisionedDevices"] = o.Devices
	} else if !o.ForStore {
		values["ProvisionsAllDevices"] = true
	}
	if o.Signer != nil {
		values["DeveloperCertificates"] = []any{o.Signer.certificate}
	}
	signer := o.Signer
	if signer == nil {
		signer = NewSigner("Example")
	}
	message, err := pkcs7.NewSignedData(properties(values, plist.XMLFormat))
	must(err)
	message.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	must(message.AddSigner(signer.parsed(), signer.key, pkcs7.SignerInfoConfig{}))
	b, err := message.Finish()
	must(err)
	return b
}
