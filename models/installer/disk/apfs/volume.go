package apfs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

var (
	// ErrNone means that there is no container.
	ErrNone = errors.New("apfs: no container")
	// ErrEncrypted means that the files of a volume can only be read with a password.
	ErrEncrypted = errors.New("apfs: volume is encrypted")

	errMalformed = errors.New("apfs: container is malformed")
)

const (
	maxCheckpoint = 1 << 10 // blocks looked at for the newest superblock
	maxVolumes    = 100
)

// Container holds volumes.
type Container struct {
	r         io.ReaderAt
	size      int64
	blockSize int
	newest    uint64 // transaction of the superblock
	objects   *tree  // where virtual objects lie: a map
	volumes   []uint64
	nodes     int // read so far
}

// Open finds a container's newest superblock.
func Open(r io.ReaderAt, size int64) (*Container, error) {
	head := make([]byte, 4096)
	if n, err := r.ReadAt(head, 0); n < len(head) {
		if err == io.EOF {
			return nil, ErrNone
		}
		return nil, err
	}
	if string(head[32:36]) != "NXSB" {
		return nil, ErrNone
	}
	le := binary.LittleEndian
	c := &Container{r: r, size: size, blockSize: int(le.Uint32(head[36:]))}
	if c.blockSize < 4096 || c.blockSize > 64<<10 || c.blockSize&(c.blockSize-1) != 0 {
		return nil, errMalformed
	}
	super, err := c.superblock(head)
	if err != nil {
		return nil, err
	}
	c.newest = le.Uint64(super[16:])
	if c.objects, err = c.objectMap(le.Uint64(super[160:])); err != nil {
		return nil, err
	}
	for i := range min(le.Uint32(super[180:]), maxVolumes) {
		if id := le.Uint64(super[184+8*i:]); id != 0 {
			c.volumes = append(c.volumes, id)
		}
	}
	return c, nil
}

// superblock gives the newest one: the first block may be an old copy, the checkpoint area has those after it.
func (c *Container) superblock(first []byte) ([]byte, error) {
	le := binary.LittleEndian
	count, base := le.Uint32(first[104:]), le.Uint64(first[112:])
	newest, found := uint64(0), []byte(nil)
	if validBlock(first) || c.blockSize != len(first) {
		newest, found = le.Uint64(first[16:]), first
	}
	if count>>31 != 0 { // the area lies in pieces, which no tool makes
		count = 0
	}
	for i := range uint64(min(count, maxCheckpoint)) {
		b, err := c.block(base + i)
		if err != nil {
			return nil, err
		}
		if id := le.Uint64(b[16:]); string(b[32:36]) == "NXSB" && id >= newest && validBlock(b) {
			newest, found = id, b
		}
	}
	if found == nil {
		return nil, errMalformed
	}
	return found, nil
}

// validBlock checks the checksum of Fletcher at the beginning of an object.
func validBlock(b []byte) bool {
	var low, high uint64
	for at := 8; at < len(b); at += 4 {
		low = (low + uint64(binary.LittleEndian.Uint32(b[at:]))) % 0xffffffff
		high = (high + low) % 0xffffffff
	}
	first := 0xffffffff - (low+high)%0xffffffff
	second := 0xffffffff - (low+first)%0xffffffff
	return binary.LittleEndian.Uint64(b) == second<<32|first
}

// block reads one block of the container.
func (c *Container) block(number uint64) ([]byte, error) {
	if number >= uint64(c.size)/uint64(c.blockSize) {
		return nil, errMalformed
	}
	b := make([]byte, c.blockSize)
	if n, err := c.r.ReadAt(b, int64(number)*int64(c.blockSize)); n < len(b) {
		return nil, err
	}
	return b, nil
}

// objectMap opens a map of virtual objects, which lies at a block.
func (c *Container) objectMap(number uint64) (*tree, error) {
	b, err := c.block(number)
	if err != nil {
		return nil, err
	}
	return &tree{c: c, root: binary.LittleEndian.Uint64(b[48:])}, nil
}

// locate finds the block of a virtual object: the newest version that is not newer than the container's state.
func (c *Container) locate(objects *tree, id uint64) (uint64, error) {
	le := binary.LittleEndian
	block, found := uint64(0), false
	err := objects.scan(func(key []byte) int {
		if len(key) < 16 {
			return -1
		}
		return compare(le.Uint64(key), id)
	}, func(key, value []byte) (bool, error) {
		const deleted = 1
		if len(value) >= 16 && le.Uint64(key[8:]) <= c.newest && le.Uint32(value)&deleted == 0 {
			block, found = le.Uint64(value[8:]), true
		}
		return true, nil
	})
	if err == nil && !found {
		err = errMalformed
	}
	return block, err
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Volume is a file system.
type Volume struct {
	Name string

	c      *Container
	files  *tree
	hashed bool // names stand behind a hash
}

// Volumes opens the volumes that can be read. The error is about the others; ErrEncrypted when that is why.
func (c *Container) Volumes() (found []*Volume, err error) {
	for _, id := range c.volumes {
		v, failed := c.volume(id)
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		found = append(found, v)
	}
	return found, err
}

func (c *Container) volume(id uint64) (*Volume, error) {
	at, err := c.locate(c.objects, id)
	if err != nil {
		return nil, err
	}
	b, err := c.block(at)
	if err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	if string(b[32:36]) != "APSB" {
		return nil, errMalformed
	}
	const unencrypted, caseInsensitive, normalized = 1, 1, 8
	if le.Uint64(b[264:])&unencrypted == 0 {
		return nil, ErrEncrypted
	}
	name, _, _ := bytes.Cut(b[704:960], []byte{0})
	v := &Volume{Name: string(name), c: c, hashed: le.Uint64(b[56:])&(caseInsensitive|normalized) != 0}
	objects, err := c.objectMap(le.Uint64(b[128:]))
	if err != nil {
		return nil, err
	}
	root := le.Uint64(b[136:])
	if physical := le.Uint32(b[116:])&0x40000000 != 0; physical {
		v.files = &tree{c: c, root: root}
		return v, nil
	}
	if root, err = c.locate(objects, root); err != nil {
		return nil, err
	}
	v.files = &tree{c: c, root: root, objects: objects}
	return v, nil
}
