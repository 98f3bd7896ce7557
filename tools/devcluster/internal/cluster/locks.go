package cluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// lockPoll is how often a lock that is taken is tried again; a waiting command stays open to interrupts.
const lockPoll = 50 * time.Millisecond

var errTaken = errors.New("taken")

// TakeImages finds a folder of images that no running cluster uses: the first is there again for the next cluster, whatever
// its name, so that images are imported once. It is the cluster's for as long as a process holds the returned file.
func (c Cluster) TakeImages() (held *os.File, err error) {
	pool := filepath.Join(filepath.Dir(filepath.Dir(c.Directory)), "node-images")
	for number := 0; ; number++ {
		folder := filepath.Join(pool, strconv.Itoa(number))
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, err
		}
		held, err := os.Open(folder)
		if err != nil {
			return nil, err
		}
		err = tryLock(held)
		if err == nil {
			return held, nil
		}
		held.Close()
		if !errors.Is(err, errTaken) {
			return nil, err
		}
	}
}

// Lock makes the cluster's folder and holds it until the returned function is called. Commands that start or end a
// cluster hold it, so that two of them never mix. waiting is called once if another command holds it.
func (c Cluster) Lock(ctx context.Context, waiting func()) (unlock func(), err error) {
	for {
		if err := os.MkdirAll(c.Directory, 0o755); err != nil {
			return nil, err
		}
		directory, err := lockFolder(ctx, c.Directory, waiting)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		// Whoever held the lock may have removed the folder: then this lock is on a folder that nobody else can find.
		if sameFile(directory, c.Directory) {
			return func() { directory.Close() }, nil
		}
		directory.Close()
	}
}

// LockNetworks is held while a free network is picked and taken.
func (c Cluster) LockNetworks(ctx context.Context) (unlock func(), err error) {
	directory, err := lockFolder(ctx, filepath.Dir(c.Directory), func() {})
	if err != nil {
		return nil, err
	}
	return func() { directory.Close() }, nil
}

// lockFolder waits for the lock of a folder that exists; closing the returned file gives it up.
func lockFolder(ctx context.Context, path string, waiting func()) (*os.File, error) {
	directory, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	for {
		err := tryLock(directory)
		if err == nil {
			return directory, nil
		}
		if !errors.Is(err, errTaken) {
			directory.Close()
			return nil, err
		}
		waiting()
		waiting = func() {}
		select {
		case <-ctx.Done():
			directory.Close()
			return nil, fmt.Errorf("another command holds %s: %w", path, ctx.Err())
		case <-time.After(lockPoll):
		}
	}
}

func tryLock(opened *os.File) error {
	err := syscall.Flock(int(opened.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errTaken
	}
	if err != nil {
		return fmt.Errorf("locking %s: %w", opened.Name(), err)
	}
	return nil
}

func sameFile(opened *os.File, path string) bool {
	before, err := opened.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(path)
	return err == nil && os.SameFile(before, now)
}
