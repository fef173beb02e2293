package installer

import (
	"context"
	"fmt"
	"io"

	"appdepot/models/installer/android"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/msix"
	"appdepot/models/installer/windows"
)

// reader reads packages of one format. Both functions get the whole file; errors about the package are *models.Error of
// kind Invalid or TooLarge.
type reader struct {
	inspect func(*input.Source) (facts.Report, error)
	verify  func(*input.Source) (facts.Signature, error)
}

// readerOf finds the reader of a format; none for what is no package. A new format is one line here, one in sniff, and a reader in
// the package of its platform.
func readerOf(f facts.Format) (reader, bool) {
	r, ok := map[facts.Format]reader{
		facts.FormatAPK:        {android.Inspect, android.Verify},
		facts.FormatIPA:        {apple.InspectIPA, apple.VerifyIPA},
		facts.FormatMSI:        {windows.InspectMSI, windows.VerifyMSI},
		facts.FormatPKG:        {apple.InspectPKG, apple.VerifyPKG},
		facts.FormatDMG:        {apple.InspectDMG, apple.VerifyDMG},
		facts.FormatMSIX:       {msix.Inspect, msix.Verify},
		facts.FormatMSIXBundle: {msix.InspectBundle, msix.VerifyBundle},
		facts.FormatEXE:        {windows.InspectEXE, windows.VerifyEXE},
		facts.FormatIntuneWin:  {windows.InspectIntuneWin, windows.VerifyIntuneWin},
		facts.FormatZIP:        {windows.InspectZIP, windows.VerifyZIP},
	}[f]
	return r, ok
}

// Inspect reads what a package says about itself, in this process. What is wrong with the package is a *models.Error of
// kind Invalid or TooLarge; any other error means that r could not be read or that ctx ended.
func Inspect(ctx context.Context, r io.ReaderAt, size int64) (facts.Report, error) {
	src := input.New(ctx.Err, r, size)
	report, err := inspect(src)
	return report, ended(src, err)
}

// ended puts the store's failure before what looked like the package's fault.
func ended(src *input.Source, err error) error {
	if src.Failed != nil {
		return fmt.Errorf("read package: %w", src.Failed)
	}
	return err
}

func inspect(src *input.Source) (facts.Report, error) {
	format := sniff(src)
	r, ok := readerOf(format)
	if !ok {
		return facts.Report{}, refuse(src, format)
	}
	report, err := r.inspect(src)
	if err != nil {
		return facts.Report{}, err
	}
	report.Format = format
	return report, nil
}

func verify(src *input.Source) (facts.Signature, error) {
	format := sniff(src)
	r, ok := readerOf(format)
	if !ok {
		return facts.Signature{}, refuse(src, format)
	}
	s, err := r.verify(src)
	if err != nil {
		return facts.Signature{}, err
	}
	return s, nil
}

// tasks are what a child process does with a package, by its name on the command line.
var tasks = map[string]func(*input.Source) (any, error){
	"inspect": func(src *input.Source) (any, error) { return inspect(src) },
	"verify":  func(src *input.Source) (any, error) { return verify(src) },
}

const (
	taskInspect = "inspect"
	taskVerify  = "verify"
)
