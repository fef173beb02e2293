package windows

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"io"
	"sync"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const (
	macLength       = sha256.Size
	decryptAtOnce   = 64 << 10
	SchemeIntuneWin = "intunewin" // of the digests of Win32 content
)

// intuneWin is Win32 content with its key. The encrypted file begins with an HMAC-SHA256 over all that follows: the
// initialization vector, and the content in AES-256-CBC with padding.
type intuneWin struct {
	*detection
	src    *input.Source
	cipher *input.Source // from the HMAC on
	block  cipher.Block
}

func openIntuneWin(src *input.Source) (*intuneWin, error) {
	a, err := archive.Open(src)
	if err != nil {
		return nil, err
	}
	info, err := a.File(detectionPath)
	if err != nil {
		return nil, err
	}
	if info == nil {
		return nil, input.Damaged(sourceDetection, errors.New("not in the archive"))
	}
	b, err := a.Read(info, maxDetection)
	if err != nil {
		return nil, err
	}
	d, err := readDetection(b)
	if err != nil {
		return nil, err
	}
	file, err := a.File(contentFolder + d.values["FileName"])
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, reason.ContentMissing.Of(input.CleanText(d.values["FileName"], input.MaxText)).Invalid()
	}
	w := &intuneWin{detection: d, src: src}
	if w.cipher, err = a.Inner(file); errors.Is(err, archive.ErrCompressed) {
		return nil, reason.ContentCompressed.Invalid()
	}
	if err != nil {
		return nil, err
	}
	if w.block, err = aes.NewCipher(d.secret.key); err != nil {
		return nil, input.Damaged(sourceDetection, err)
	}
	return w, w.checkSize()
}

// checkSize compares the declared size with the padded one, and the padding with both: that shows whether the key fits.
func (w *intuneWin) checkSize() error {
	padded := w.cipher.Size - macLength - aes.BlockSize
	if padded < aes.BlockSize || padded%aes.BlockSize != 0 || w.size > padded-1 || w.size < padded-aes.BlockSize {
		return reason.ContentLengthWrong.Invalid()
	}
	tail := make([]byte, padded-w.size)
	if _, err := w.decrypt(tail, w.size); err != nil {
		return input.Truncated(err)
	}
	if want := byte(len(tail)); !bytes.Equal(tail, bytes.Repeat([]byte{want}, len(tail))) {
		return reason.ContentKeyWrong.Invalid()
	}
	return nil
}

// decrypt reads plain content from any place: a block needs only the encrypted one before it.
func (w *intuneWin) decrypt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		at := off + int64(n)
		first := at / aes.BlockSize * aes.BlockSize
		length := min(len(p)-n, decryptAtOnce)
		last := (at + int64(length) + aes.BlockSize - 1) / aes.BlockSize * aes.BlockSize
		b, err := w.cipher.Section(macLength+first, aes.BlockSize+last-first)
		if err != nil {
			return n, err
		}
		cipher.NewCBCDecrypter(w.block, b[:aes.BlockSize]).CryptBlocks(b[aes.BlockSize:], b[aes.BlockSize:])
		n += copy(p[n:n+length], b[aes.BlockSize+at-first:])
	}
	return n, nil
}

// ReadAt reads the plain content.
func (w *intuneWin) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= w.size {
		return 0, io.EOF
	}
	var end error
	if int64(len(p)) > w.size-off {
		p, end = p[:w.size-off], io.EOF
	}
	n, err := w.decrypt(p, off)
	if err != nil {
		return n, err
	}
	return n, end
}

// plain is the decrypted content, a zip archive.
func (w *intuneWin) plain() *input.Source { return w.src.Inside(w, w.size) }

// InspectIntuneWin reads Win32 content: what it was packed as, and the setup file in the encrypted archive.
func InspectIntuneWin(src *input.Source) (facts.Report, error) {
	w, err := openIntuneWin(src)
	if err != nil {
		return facts.Report{}, err
	}
	c, err := openContent(w.plain())
	if err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	setup := windowsPath(w.values["SetupFile"])
	r.Add(models.FactSetupFile, setup, sourceDetection)
	r.Add(models.FactFileName, w.values["FileName"], sourceDetection)
	if f := c.lookup(setup); f == nil {
		r.Warn(reason.SetupFileMissing.Of(input.CleanText(setup, input.MaxText)))
	} else if err := describeSetupFile(&r, c.Archive, f, setup); err != nil {
		return facts.Report{}, err
	}
	w.describe(&r)
	suggestCommands(&r, setup)
	return r, nil
}

// VerifyIntuneWin checks the digests of Win32 content and the signature of its setup file.
func VerifyIntuneWin(src *input.Source) (facts.Signature, error) {
	w, err := openIntuneWin(src)
	if err != nil {
		return facts.Signature{}, err
	}
	intact, err := w.intact()
	if err != nil {
		return facts.Signature{}, err
	}
	if !intact {
		broken := reason.ContentChanged
		return facts.Signature{Signers: []facts.Signer{{Scheme: SchemeIntuneWin, Note: broken}}, Warnings: []models.Reason{broken}}, nil
	}
	whole := facts.Signer{Scheme: SchemeIntuneWin, Verified: true, Note: reason.ContentIntact}
	c, err := openContent(w.plain())
	if err != nil {
		return facts.Signature{}, err
	}
	f := c.lookup(w.values["SetupFile"])
	if f == nil {
		return facts.Signature{Signers: []facts.Signer{whole}}, nil
	}
	s, err := verifySetupFile(c.Archive, f)
	s.Signers = append([]facts.Signer{whole}, s.Signers...)
	return s, err
}

// intact computes the HMAC and the digest of the content in one reading: the HMAC of what was just read beside decrypting it, the
// digest of what was decrypted before.
func (w *intuneWin) intact() (bool, error) {
	mac, digest := hmac.New(sha256.New, w.secret.macKey), sha256.New()
	head, err := w.cipher.Section(0, macLength+aes.BlockSize)
	if err != nil {
		return false, input.Truncated(err)
	}
	iv := head[macLength:]
	mac.Write(iv)
	decrypter := cipher.NewCBCDecrypter(w.block, iv)
	plain, before, left := make([]byte, input.ChunkSize), make([]byte, input.ChunkSize), w.size
	var digesting sync.WaitGroup
	rest := io.NewSectionReader(w.cipher, int64(len(head)), w.cipher.Size-int64(len(head)))
	err = input.ReadAhead(rest, func(b []byte) error {
		var reading sync.WaitGroup
		reading.Go(func() { mac.Write(b) })
		decrypter.CryptBlocks(plain[:len(b)], b)
		digesting.Wait()
		content := plain[:min(left, int64(len(b)))]
		left -= int64(len(content))
		plain, before = before, plain
		digesting.Go(func() { digest.Write(content) })
		reading.Wait()
		return nil
	})
	digesting.Wait()
	if err != nil {
		return false, input.Truncated(err)
	}
	sum := mac.Sum(nil)
	return hmac.Equal(sum, head[:macLength]) && hmac.Equal(sum, w.secret.mac) && bytes.Equal(iv, w.secret.iv) &&
		bytes.Equal(digest.Sum(nil), w.secret.digest), nil
}
