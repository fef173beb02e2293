package checkin

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"appdepot/models"
)

// InventoryHash is the hash by which a device says that its inventory has not changed: the lower-case hex SHA-256 of the
// lines "kind TAB id TAB version LF", each once, sorted bytewise. Source: the device API's description, "Inventory".
func InventoryHash(inventory []models.InstalledApp) string {
	lines := make([]string, len(inventory))
	for i, a := range inventory {
		lines[i] = a.Kind + "\t" + a.ID + "\t" + a.Version + "\n"
	}
	slices.Sort(lines)
	sum := sha256.New()
	for _, line := range slices.Compact(lines) {
		io.WriteString(sum, line)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
