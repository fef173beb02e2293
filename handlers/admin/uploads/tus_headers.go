package uploads

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"appdepot/handlers/admin/kit"
	"appdepot/models"
)

// What Upload-Metadata says about a file: its name, when it was changed, and the draft or the app that it is for.
const (
	metaName  = "filename"
	metaMark  = "modified"
	metaDraft = "draft"
	metaApp   = "app"
	metaAny   = "any" // "true" for a file whose app type is chosen once it has arrived
)

// errTusHeader is the cause of refusing a request whose headers are not as the protocol has them.
var errTusHeader = errors.New("a header is not as the tus protocol has it")

func badHeader(name string) error {
	return models.Invalid("The %s header is missing or does not follow the tus protocol.", name).Because(errTusHeader)
}

// newUpload reads the headers that begin an upload.
func newUpload(h http.Header) (models.NewUpload, error) {
	size, err := byteCount(h, "Upload-Length")
	if err != nil {
		return models.NewUpload{}, err
	}
	meta, err := metadata(h.Get("Upload-Metadata"))
	if err != nil {
		return models.NewUpload{}, err
	}
	n := models.NewUpload{Name: meta[metaName], Mark: meta[metaMark], Size: size}
	switch draft, app := meta[metaDraft], meta[metaApp]; {
	case meta[metaAny] == "true" && draft+app == "":
		n.Limit = kit.LargestPackage()
	case (draft == "") == (app == ""):
		return n, models.Invalid("Name either a draft or an app in the Upload-Metadata header.")
	case draft != "":
		n.DraftID, err = models.ParseID(draft)
	default:
		n.AppID, err = models.ParseID(app)
	}
	return n, err
}

// metadata reads pairs of a key and a value in base64: "filename YS5tc2k=,draft MTIz".
func metadata(header string) (map[string]string, error) {
	pairs := map[string]string{}
	for pair := range strings.SplitSeq(header, ",") {
		key, encoded, _ := strings.Cut(strings.TrimSpace(pair), " ")
		value, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			return nil, badHeader("Upload-Metadata")
		}
		pairs[key] = string(value)
	}
	return pairs, nil
}

// metadataOf is the header Upload-Metadata of an upload, as newUpload reads it.
func metadataOf(u models.Upload) string {
	var pairs []string
	for _, pair := range []struct{ key, value string }{
		{metaName, u.Name}, {metaMark, u.Mark}, {metaDraft, string(u.DraftID)}, {metaApp, string(u.AppID)},
	} {
		if pair.value != "" {
			pairs = append(pairs, pair.key+" "+base64.StdEncoding.EncodeToString([]byte(pair.value)))
		}
	}
	return strings.Join(pairs, ",")
}

// byteCount reads a header that is a number of bytes.
func byteCount(h http.Header, name string) (int64, error) {
	n, err := strconv.ParseInt(h.Get(name), 10, 64)
	if err != nil || n < 0 {
		return 0, badHeader(name)
	}
	return n, nil
}

// checksumOf reads the checksum of a chunk: "sha256 " and the hash in base64. Without the header it is the zero value.
func checksumOf(h http.Header) (models.Checksum, error) {
	header := h.Get("Upload-Checksum")
	if header == "" {
		return models.Checksum{}, nil
	}
	algorithm, encoded, _ := strings.Cut(header, " ")
	sum, err := base64.StdEncoding.DecodeString(encoded)
	length := map[string]int{"sha256": 32, "sha1": 20}[algorithm]
	if err != nil || length == 0 || len(sum) != length {
		return models.Checksum{}, badHeader("Upload-Checksum")
	}
	return models.Checksum{Algorithm: algorithm, Sum: sum}, nil
}
