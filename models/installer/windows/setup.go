package windows

import (
	"bytes"
	"encoding/binary"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"appdepot/models/installer/input"
)

// The kinds of setup programs, values of models.FactSetupKind.
const (
	SetupMSI               = "msi"
	SetupNSIS              = "nsis"
	SetupBurn              = "burn" // WiX bundle
	SetupInno              = "inno"
	SetupInstallShield     = "installshield"
	SetupSquirrel          = "squirrel"
	SetupAdvancedInstaller = "advancedinstaller"
	SetupEXE               = "exe"    // a program about which nothing more is known
	SetupScript            = "script" // .cmd, .bat or .ps1
)

const (
	setupAlign       = 512       // NSIS data starts at a multiple of this
	setupLook        = 256 << 10 // how far behind the sections it may start
	setupStrings     = 1 << 20   // bytes of a section that are searched for words
	setupTail        = 16 << 10
	burnSection      = ".wixburn"
	burnMagic        = 0x00f14300
	resourceData     = 10
	resourceManifest = 24
	innoOffsets      = 11111 // number of the resource that says where Inno Setup's data is
)

// setup tells the kind of a setup program, "" when unknown. NSIS and Burn have a mark that their own beginning looks for,
// so that it is certain; the others are guesses.
func (p *program) setup() (kind string, guess bool) {
	switch {
	case p.isBurn():
		return SetupBurn, false
	case p.isNSIS():
		return SetupNSIS, false
	case p.isInno():
		return SetupInno, true
	case p.isInstallShield():
		return SetupInstallShield, true
	case p.endsWith("ADVINSTSFX"):
		return SetupAdvancedInstaller, true
	case p.contains("SquirrelTemp"):
		return SetupSquirrel, true
	}
	return "", false
}

func (p *program) isBurn() bool {
	s, ok := p.find(burnSection)
	if !ok {
		return false
	}
	b, err := p.src.Section(s.file.start, 4)
	return err == nil && input.Bytes(b).U32(0) == burnMagic
}

// isNSIS looks for the first header of the installer's data.
func (p *program) isNSIS() bool {
	start := (p.overlay + setupAlign - 1) / setupAlign * setupAlign
	b, err := p.src.Section(p.overlay, max(0, min(setupLook, p.src.Size-p.overlay)))
	if err != nil {
		return false
	}
	for at := int(start - p.overlay); at+20 <= len(b); at += setupAlign {
		if bytes.Equal(b[at+4:at+20], []byte("\xef\xbe\xad\xdeNullsoftInst")) {
			return true
		}
	}
	return false
}

// isInno looks for the table of offsets: a resource, and in old versions a mark in the header.
func (p *program) isInno() bool {
	if b, err := p.resource(resourceData, innoOffsets, 1<<10); err == nil && bytes.HasPrefix(b, []byte("rDlPtS")) {
		return true
	}
	b, err := p.src.Section(0x30, 4)
	return err == nil && string(b) == "Inno"
}

func (p *program) isInstallShield() bool {
	b, err := p.src.Section(p.overlay, max(0, min(14, p.src.Size-p.overlay)))
	if err == nil && (bytes.HasPrefix(b, []byte("InstallShield\x00")) || bytes.HasPrefix(b, []byte("ISSetupStream"))) {
		return true
	}
	texts := p.versionInfo()
	if texts["ISInternalVersion"] != "" || texts["ISInternalDescription"] != "" || texts["OriginalFilename"] == "InstallShield Setup.exe" ||
		installShieldFile.MatchString(strings.TrimSpace(texts["FileDescription"])) {
		return true
	}
	manifest, err := p.resource(resourceManifest, -1, maxVersionInfo)
	return err == nil && bytes.Contains(manifest, []byte(`"InstallShield.Setup"`))
}

// endsWith looks for a mark at the end of the program, before its signature.
func (p *program) endsWith(mark string) bool {
	end := p.src.Size
	if p.signature.start > 0 {
		end = min(end, p.signature.start)
	}
	length := min(setupTail, max(0, end-p.overlay))
	b, err := p.src.Section(end-length, length)
	return err == nil && bytes.Contains(b, []byte(mark))
}

// contains looks for a word among the program's constants.
func (p *program) contains(word string) bool {
	s, ok := p.find(".rdata")
	if !ok {
		return false
	}
	b, err := p.src.Section(s.file.start, max(0, min(s.file.length, setupStrings, p.src.Size-s.file.start)))
	var wide []byte
	for _, u := range utf16.Encode([]rune(word)) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	return err == nil && bytes.Contains(b, wide)
}

// setupCommands are the silent command lines by the kind of setup; %file% stands for the setup file. Removing is left
// open where only the installed app knows its way out.
var setupCommands = map[string]struct{ install, remove string }{
	SetupMSI:               {`msiexec /i "%file%" /qn`, `msiexec /x %product% /qn`},
	SetupNSIS:              {`"%file%" /S`, ""},
	SetupBurn:              {`"%file%" /quiet /norestart`, `"%file%" /uninstall /quiet /norestart`},
	SetupInno:              {`"%file%" /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /SP-`, ""},
	SetupInstallShield:     {`"%file%" /s /v"/qn"`, ""},
	SetupSquirrel:          {`"%file%" --silent`, ""},
	SetupAdvancedInstaller: {`"%file%" /exenoui /qn /norestart`, ""},
}

// scriptCommands run a script by its ending. The shell takes one pair of quotes off.
var scriptCommands = map[string]string{
	".cmd": `cmd.exe /c ""%file%""`,
	".bat": `cmd.exe /c ""%file%""`,
	".ps1": `powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%file%"`,
}

var guidPattern = regexp.MustCompile(`^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$`)

// SuggestedCommands gives the silent command lines that install and uninstall by a setup file of a kind. The path of the
// file is relative to the content. What cannot be suggested is empty: kinds without a common way, an unknown product code,
// and names that no command line can hold.
func SuggestedCommands(kind, file, productCode string) (install, uninstall string) {
	file = strings.ReplaceAll(file, "/", `\`)
	if file == "" || strings.ContainsFunc(file, cannotBeQuoted) {
		return "", ""
	}
	c := setupCommands[kind]
	if kind == SetupScript {
		c.install = scriptCommands[strings.ToLower(path.Ext(file))]
	}
	if strings.Contains(c.remove, "%product%") && !guidPattern.MatchString(productCode) {
		c.remove = ""
	}
	fill := strings.NewReplacer("%file%", file, "%product%", productCode)
	return fill.Replace(c.install), fill.Replace(c.remove)
}

// cannotBeQuoted tells what ends a quoted name or has a meaning inside one, for Windows and for its shell.
func cannotBeQuoted(r rune) bool {
	return unicode.IsControl(r) || slices.Contains([]rune(`"%<>|?*`), r)
}
