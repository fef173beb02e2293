package installer

import (
	"context"
	"fmt"
	"io"
)

// reader reads packages of one format. Both functions get the whole file; errors about the package are *models.Error of
// kind Invalid or TooLarge.
type reader struct {
	inspect func(*source) (Report, error)
	verify  func(*source) (Signature, error)
}

// readerOf finds the reader of a format; none for what is no package. A new format is one line here, one in sniff and a file.
func readerOf(f Format) (reader, bool) {
	r, ok := map[Format]reader{
		FormatAPK:        {inspectAPK, verifyAPK},
		FormatIPA:        {inspectIPA, verifyIPA},
		FormatMSI:        {inspectMSI, verifyMSI},
		FormatPKG:        {inspectPKG, verifyPKG},
		FormatDMG:        {inspectDMG, verifyDMG},
		FormatMSIX:       {inspectMSIX, verifyMSIX},
		FormatMSIXBundle: {inspectMSIXBundle, verifyMSIXBundle},
		FormatEXE:        {inspectEXE, verifyEXE},
		FormatIntuneWin:  {inspectIntuneWin, verifyIntuneWin},
		FormatZIP:        {inspectZIP, verifyZIP},
	}[f]
	return r, ok
}

// Inspect reads what a package says about itself, in this process. What is wrong with the package is a *models.Error of
// kind Invalid or TooLarge; any other error means that r could not be read or that ctx ended.
func Inspect(ctx context.Context, r io.ReaderAt, size int64) (Report, error) {
	src := newSource(ctx.Err, r, size)
	report, err := inspect(src)
	return report, ended(src, err)
}

// Verify checks the signatures of a package, in this process. Its errors are those of Inspect; a signature that does not
// hold is none of them.
func Verify(ctx context.Context, r io.ReaderAt, size int64) (Signature, error) {
	src := newSource(ctx.Err, r, size)
	signature, err := verify(src)
	return signature, ended(src, err)
}

// ended puts the store's failure before what looked like the package's fault.
func ended(src *source, err error) error {
	if src.failed != nil {
		return fmt.Errorf("read package: %w", src.failed)
	}
	return err
}

func inspect(src *source) (Report, error) {
	format := sniff(src)
	r, ok := readerOf(format)
	if !ok {
		return Report{}, refuse(src, format)
	}
	report, err := r.inspect(src)
	if err != nil {
		return Report{}, err
	}
	report.Format = format
	return report, nil
}

func verify(src *source) (Signature, error) {
	format := sniff(src)
	r, ok := readerOf(format)
	if !ok {
		return Signature{}, refuse(src, format)
	}
	s, err := r.verify(src)
	if err != nil {
		return Signature{}, err
	}
	return s, nil
}

// tasks are what a child process does with a package, by its name on the command line.
var tasks = map[string]func(*source) (any, error){
	"inspect": func(src *source) (any, error) { return inspect(src) },
	"verify":  func(src *source) (any, error) { return verify(src) },
}

const (
	taskInspect = "inspect"
	taskVerify  = "verify"
)
