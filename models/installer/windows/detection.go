package windows

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

// Win32 content is a zip archive of two files: one with the encrypted content, and one that says how to decrypt it and what
// is in it. Whoever holds the file holds the keys: they protect against damage only.
const (
	detectionPath   = "IntuneWinPackage/Metadata/Detection.xml"
	contentFolder   = "IntuneWinPackage/Contents/"
	sourceDetection = "Detection.xml"
	maxDetection    = 1 << 20
	oldestTool      = 8 // minor version; the major one is 1
)

// detection is what Detection.xml says, by the local names of its elements below the root: "EncryptionInfo/Mac".
type detection struct {
	tool   string // version of the tool that packed it
	values map[string]string
	secret secrets
	size   int64 // of the plain content
}

// secrets open the content and show that it is unchanged.
type secrets struct{ key, macKey, iv, mac, digest []byte }

func readDetection(b []byte) (*detection, error) {
	d := &detection{values: map[string]string{}}
	err := xmldoc.Stream(bytes.NewReader(b), func(n xmldoc.Node) error {
		name, inside := strings.CutPrefix(n.Path, "ApplicationInfo/")
		switch {
		case n.Path == "ApplicationInfo" && !n.Ended:
			d.tool = n.Attr("ToolVersion")
		case inside && n.Ended && len(d.values) < 100:
			d.values[name] = n.Text
		}
		return nil
	})
	if err != nil {
		return nil, input.Damaged(sourceDetection, err)
	}
	if d.size, err = strconv.ParseInt(d.values["UnencryptedContentSize"], 10, 64); err != nil || d.size < 0 {
		return nil, input.Damaged(sourceDetection, errors.New("no size of the content"))
	}
	for name, v := range map[string]struct {
		into   *[]byte
		length int
	}{
		"EncryptionKey": {&d.secret.key, 32}, "MacKey": {&d.secret.macKey, 32}, "InitializationVector": {&d.secret.iv, 16},
		"Mac": {&d.secret.mac, 32}, "FileDigest": {&d.secret.digest, 32},
	} {
		*v.into, err = base64.StdEncoding.DecodeString(d.values["EncryptionInfo/"+name])
		if err != nil || len(*v.into) != v.length {
			return nil, reason.ContentKeyLength.Of(name).Invalid()
		}
	}
	if file := d.values["FileName"]; !validPath(file) || strings.ContainsAny(file, `/\`) {
		return nil, reason.ContentOutside.Invalid()
	}
	if file := d.values["SetupFile"]; !validPath(windowsPath(file)) {
		return nil, reason.SetupOutside.Of(input.CleanText(file, input.MaxText)).Invalid()
	}
	return d, nil
}

// describe turns what is declared into facts, where the content did not say it already.
func (d *detection) describe(r *facts.Report) {
	note := func(f models.Fact, value string) {
		if r.Fact(f) == "" {
			r.Add(f, value, sourceDetection)
		}
	}
	msi := func(name string) string { return d.values["MsiInfo/Msi"+name] }
	note(models.FactVersion, msi("ProductVersion"))
	note(models.FactPublisher, msi("Publisher"))
	note(models.FactProductCode, strings.ToUpper(msi("ProductCode")))
	note(models.FactUpgradeCode, strings.ToUpper(msi("UpgradeCode")))
	device, user := msi("IsMachineInstall") == "true", msi("IsUserInstall") == "true"
	switch {
	case device && user:
		note(models.FactInstallContext, "dual")
		note(models.FactPackageType, "dualPurpose")
	case device:
		note(models.FactInstallContext, "device")
		note(models.FactPackageType, "perMachine")
	case user:
		note(models.FactInstallContext, "user")
		note(models.FactPackageType, "perUser")
	}
	if msi("RequiresReboot") == "true" {
		note(models.FactRestart, "true")
	}
	if r.Fact(models.FactSetupKind) == "" && msi("ProductCode") != "" {
		noteSetupKind(r, SetupMSI, false, sourceDetection)
	}
	note(models.FactName, d.values["Name"])
	if code := strings.ToUpper(msi("ProductCode")); code != "" && code != r.Fact(models.FactProductCode) {
		r.Warn(reason.ProductCodeMismatch.Of(input.CleanText(code, input.MaxText)))
	}
	if d.byOldTool() {
		r.Warn(reason.PackedByOldTool.Of(input.CleanText(d.tool, input.MaxText)))
	}
}

// byOldTool reports whether a version of the tool packed the content that is no longer supported.
func (d *detection) byOldTool() bool {
	numbers := strings.Split(d.tool, ".")
	if len(numbers) < 2 {
		return false
	}
	major, err1 := strconv.Atoi(numbers[0])
	minor, err2 := strconv.Atoi(numbers[1])
	return errors.Join(err1, err2) == nil && (major < 1 || major == 1 && minor < oldestTool)
}
