package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // the scheme s3:// through the AWS SDK, credentials from AWS_ variables
	"gocloud.dev/gcerrors"
)

// Bucket is one place for files, by key. Keys are chosen by the store, never by people.
type Bucket struct {
	b        *blob.Bucket
	dir      string // the folder, when it is one
	keepFree atomic.Int64
}

// Open opens a bucket: a folder's path, a file:// URL, or the URL of another store such as
// s3://packages?region=eu-central-1. An S3 bucket should have a lifecycle rule that ends incomplete multipart uploads: a
// killed process leaves theirs behind.
func Open(ctx context.Context, where string) (*Bucket, error) {
	u, err := url.Parse(where)
	if err == nil && u.Scheme != "" && u.Scheme != "file" {
		b, err := blob.OpenBucket(ctx, where)
		if err != nil {
			return nil, fmt.Errorf("open the package store: %w", err)
		}
		return &Bucket{b: b}, nil
	}
	dir := strings.TrimPrefix(where, "file://")
	if err := PrivateFolder(dir); err != nil {
		return nil, fmt.Errorf("make the package folder: %w", err)
	}
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{
		DirFileMode: 0o700, NoTempDir: true, Metadata: fileblob.MetadataDontWrite,
	})
	if err != nil {
		return nil, fmt.Errorf("open the package folder: %w", err)
	}
	return &Bucket{b: b, dir: dir}, nil
}

// unfinishedSuffix ends the name of a file in a folder while it is being written.
const unfinishedSuffix = ".tmp"

// RemoveUnfinished removes what killed processes left half-written in a folder: files that nobody has written to for that long.
func (b *Bucket) RemoveUnfinished(idle time.Duration) error {
	if b.dir == "" {
		return nil
	}
	return filepath.WalkDir(b.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, unfinishedSuffix) {
			return err
		}
		info, err := e.Info()
		if err == nil && time.Since(info.ModTime()) >= idle {
			err = os.Remove(path)
		}
		if errors.Is(err, fs.ErrNotExist) { // it was finished meanwhile
			return nil
		}
		return err
	})
}

// Write streams r into a new file and returns its size. When it fails, or ctx ends, no file appears.
func (b *Bucket) Write(ctx context.Context, key string, r io.Reader) (int64, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := b.b.NewWriter(ctx, key, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return 0, err
	}
	n, err := io.CopyBuffer(plainWriter{&carefulWriter{Writer: w, b: b}}, r, make([]byte, 256<<10))
	if err != nil {
		cancel() // closing after a cancel abandons the file
		return n, errors.Join(err, ignoreCanceled(w.Close()))
	}
	if err := w.Close(); err != nil {
		return n, err
	}
	return n, b.sync(key)
}

// plainWriter hides ReadFrom, which would read the whole stream with a buffer of its own choosing.
type plainWriter struct{ io.Writer }

func ignoreCanceled(err error) error {
	if errors.Is(err, context.Canceled) || gcerrors.Code(err) == gcerrors.Canceled {
		return nil
	}
	return err
}

// sync makes a file in a folder survive a power cut: what was acknowledged is never lost.
func (b *Bucket) sync(key string) error {
	if b.dir == "" {
		return nil
	}
	path := filepath.Join(b.dir, filepath.FromSlash(key))
	return errors.Join(syncPath(path), syncPath(filepath.Dir(path)))
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Read opens a range of a file; a negative length means to its end.
func (b *Bucket) Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	return b.b.NewRangeReader(ctx, key, offset, length, nil)
}

// File opens the file itself when the bucket is a folder, so that the kernel can send it; nil otherwise.
func (b *Bucket) File(key string) (*os.File, error) {
	if b.dir == "" {
		return nil, nil
	}
	return os.Open(filepath.Join(b.dir, filepath.FromSlash(key)))
}

// Delete removes a file; a missing one is fine.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	err := b.b.Delete(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return err
}

// Exists reports whether a file is there.
func (b *Bucket) Exists(ctx context.Context, key string) (bool, error) { return b.b.Exists(ctx, key) }

// Missing reports whether an error says that a file is not there.
func Missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || gcerrors.Code(err) == gcerrors.NotFound
}

// Objects are the files with a prefix, by key. In a folder it looks at every name: ask File there.
func (b *Bucket) Objects(ctx context.Context, prefix string) (map[string]Object, error) {
	objects := map[string]Object{}
	it := b.b.List(&blob.ListOptions{Prefix: prefix})
	for {
		o, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		objects[o.Key] = objectOf(o)
	}
}

// Keys lists the keys of the finished files with a prefix, in order.
func (b *Bucket) Keys(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	it := b.b.List(&blob.ListOptions{Prefix: prefix})
	for {
		o, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return keys, nil
		}
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(o.Key, unfinishedSuffix) {
			keys = append(keys, o.Key)
		}
	}
}

// Close closes the bucket.
func (b *Bucket) Close() error { return b.b.Close() }
