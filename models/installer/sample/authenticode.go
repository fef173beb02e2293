package sample

import (
	"crypto/x509/pkix"
	"encoding/asn1"

	"github.com/smallstep/pkcs7"
)

var (
	oidIndirectData = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 4}
	oidSIPInfo      = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 30}
	oidProgram      = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 15}
	oidNested       = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 4, 1}
)

// Numbers of the Windows components that read signatures of app packages and of Windows Installer databases.
var (
	appPackageSIP = []byte{0x4b, 0xdf, 0xc5, 0x0a, 0x07, 0xce, 0xe2, 0x4d, 0xb7, 0x6e, 0x23, 0xc8, 0x39, 0xa0, 0x9f, 0xd1}
	installerSIP  = []byte{0xf1, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46}
)

// fileKind says what kind of file is signed.
type fileKind struct {
	ID    asn1.ObjectIdentifier
	Value any
}

// readBy is a kind of file that a Windows component reads.
func readBy(version int, component []byte) fileKind {
	return fileKind{oidSIPInfo, struct {
		Version                                               int
		Component                                             []byte
		Reserved1, Reserved2, Reserved3, Reserved4, Reserved5 int
	}{Version: version, Component: component}}
}

// programKind is the kind of Windows programs: no flags, and an empty name of a file.
var programKind = fileKind{oidProgram, asn1.RawValue{FullBytes: []byte{0x30, 9, 3, 1, 0, 0xa0, 4, 0xa2, 2, 0x80, 0}}}

// indirectData is what Authenticode signs: what kind of file it is, and a digest of it.
type indirectData struct {
	Kind   fileKind
	Digest struct {
		Algorithm pkix.AlgorithmIdentifier
		Sum       []byte
	}
}

// signIndirect makes the Authenticode signature of a kind of file with this digest of it. Further signatures may stand in it.
func (s *Signer) signIndirect(kind fileKind, digest []byte, nested ...[]byte) []byte {
	data := indirectData{Kind: kind}
	data.Digest.Algorithm = pkix.AlgorithmIdentifier{Algorithm: pkcs7.OIDDigestAlgorithmSHA256, Parameters: asn1.NullRawValue}
	data.Digest.Sum = digest
	whole, err := asn1.Marshal(data)
	must(err)
	var sequence asn1.RawValue
	_, err = asn1.Unmarshal(whole, &sequence)
	must(err)
	message, err := pkcs7.NewSignedData(sequence.Bytes) // the digest leaves out the outer header
	must(err)
	message.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	content := &message.GetSignedData().ContentInfo
	content.ContentType = oidIndirectData
	content.Content = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: whole}
	var unsigned []pkcs7.Attribute
	for _, b := range nested {
		unsigned = append(unsigned, pkcs7.Attribute{Type: oidNested, Value: asn1.RawValue{FullBytes: b}})
	}
	must(message.AddSigner(s.parsed(), s.key, pkcs7.SignerInfoConfig{ExtraUnsignedAttributes: unsigned}))
	b, err := message.Finish()
	must(err)
	return b
}
