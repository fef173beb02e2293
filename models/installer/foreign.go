package installer

import (
	"bytes"
	"path"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

// foreignEndings are the names of files that people try to upload and that no device installs, with what to do instead.
var foreignEndings = map[string]models.Reason{
	".cab": reason.CabinetFile, ".msu": reason.WindowsUpdateFile, ".iso": reason.DiscImage, ".7z": reason.OtherArchive.Of(".7z"),
	".rar": reason.OtherArchive.Of(".rar"), ".deb": reason.LinuxPackage.Of(".deb"), ".rpm": reason.LinuxPackage.Of(".rpm"),
	".appinstaller": reason.AppInstallerFile,
}

// RefuseName says why a file of this name is not worth uploading; nil for all others, whose content decides.
func RefuseName(name string) error {
	if why, known := foreignEndings[strings.ToLower(path.Ext(name))]; known {
		return why.Invalid()
	}
	return nil
}

// foreignMarks are how these files begin.
var foreignMarks = []struct {
	at   int64
	mark string
	why  models.Reason
}{
	{0, "MSCF", foreignEndings[".cab"]}, {0, "7z\xbc\xaf\x27\x1c", foreignEndings[".7z"]}, {0, "Rar!\x1a\x07", foreignEndings[".rar"]},
	{0, "!<arch>\ndebian-binary", foreignEndings[".deb"]}, {0, "\xed\xab\xee\xdb", foreignEndings[".rpm"]},
	{discMark, "CD001", foreignEndings[".iso"]}, // ECMA-119, 8.1: the identifier of a volume descriptor
	{discMark, "BEA01", foreignEndings[".iso"]}, // ECMA-167, 2/9.2: the same of a disc with UDF alone
}

const (
	discMark         = 0x8001
	lookForInstaller = 64 << 10
)

// isDisc tells a disc image that could be taken for a program, because computers start from it.
func isDisc(src *input.Source) bool {
	why, known := foreign(src)
	return known && why.Code == reason.DiscImage.Code
}

// foreign tells by its content what a file is that no device installs.
func foreign(src *input.Source) (models.Reason, bool) {
	for _, f := range foreignMarks {
		if b, err := src.Section(f.at, int64(len(f.mark))); err == nil && string(b) == f.mark {
			return f.why, true
		}
	}
	b, err := src.Section(0, min(src.Size, lookForInstaller))
	if err == nil && bytes.Contains(bytes.ReplaceAll(b, []byte{0}, nil), []byte("<AppInstaller")) { // in UTF-16 as well
		return foreignEndings[".appinstaller"], true
	}
	return models.Reason{}, false
}
