package sample

import (
	"archive/zip"
	"bytes"
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
	Devices      []string  // in it; none allows all of an organisation's
	Signer       *Signer   // of it; nil takes a new one
	Others       []string  // names of further apps in the package, which makes it one that devices refuse
	Architecture uint32    // cputype of the program; zero takes arm64
}

const cpuARM64 = 0x0100000c

// IPA makes an iOS package. Its program is a header only: it can be inspected, uploaded and downloaded, not run.
func IPA(o IPAOptions) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range append([]string{o.Name}, o.Others...) {
		o.Name = name
		o.writeApp(z, "Payload/"+name+".app/")
	}
	must(z.Close())
	return b.Bytes()
}

func (o IPAOptions) writeApp(z *zip.Writer, dir string) {
	info := map[string]any{
		"CFBundleName": o.Name, "CFBundleIdentifier": o.BundleID, "CFBundleShortVersionString": o.Version, "CFBundleVersion": o.Build,
		"MinimumOSVersion": o.MinimumOS, "CFBundleExecutable": "program", "CFBundlePackageType": "APPL",
	}
	if len(o.Families) > 0 {
		info["UIDeviceFamily"] = o.Families
	}
	if o.Icon != nil {
		info["CFBundleIcons"] = map[string]any{"CFBundlePrimaryIcon": map[string]any{"CFBundleIconFiles": []string{"AppIcon60x60"}}}
		add(z, dir+"AppIcon60x60@2x.png", o.Icon)
	}
	add(z, dir+"Info.plist", properties(info, plist.BinaryFormat))
	if o.Architecture == 0 {
		o.Architecture = cpuARM64
	}
	add(z, dir+"program", u32(nil, 0xfeedfacf, o.Architecture, 0, 2, 0, 0, 0, 0))
	if !o.Expires.IsZero() {
		add(z, dir+"embedded.mobileprovision", o.profile())
	}
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
	} else {
		values["ProvisionsAllDevices"] = true
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
