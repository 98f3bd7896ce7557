//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	// failureLines of a component's log go with an error.
	failureLines = 20
	// overviewLines of each component's log are shown when none is named.
	overviewLines = 10
	// tailBytes is where the end of a log is looked for.
	tailBytes = 64 << 10
)

func logs(_ context.Context, opts options) error {
	c := opts.cluster
	files, err := filepath.Glob(c.LogFile("*"))
	if err != nil {
		return err
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".log"))
	}
	if len(names) == 0 {
		return fmt.Errorf("cluster %s has no logs; `devcluster up --name %s` starts it", c.Name, c.Name)
	}
	if len(opts.arguments) == 1 {
		file, err := os.Open(c.LogFile(filepath.Base(opts.arguments[0])))
		if err != nil {
			return fmt.Errorf("no log of %q; there are %s", opts.arguments[0], strings.Join(names, ", "))
		}
		defer file.Close()
		_, err = io.Copy(os.Stdout, file)
		return err
	}
	for _, name := range names {
		fmt.Printf("== %s\n%s", name, readTail(c.LogFile(name), overviewLines))
	}
	return nil
}

// readTail returns the last lines of a file, or says why it cannot.
func readTail(path string, count int) string {
	file, err := os.Open(path)
	if err != nil {
		return err.Error() + "\n"
	}
	defer file.Close()
	if size, err := file.Seek(0, io.SeekEnd); err == nil {
		_, _ = file.Seek(max(0, size-tailBytes), io.SeekStart)
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return err.Error() + "\n"
	}
	lines := strings.SplitAfter(strings.TrimRight(string(text), "\n")+"\n", "\n")
	return strings.Join(lines[max(0, len(lines)-1-count):], "")
}
