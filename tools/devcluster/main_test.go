//go:build linux

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
)

func TestParseTakesFlagsBetweenWords(t *testing.T) {
	opts, err := parse("load", []string{"a.tar", "--name", "test", "b.tar"}, nil)
	if err != nil || opts.cluster.Name != "test" || !slices.Equal(opts.arguments, []string{"a.tar", "b.tar"}) {
		t.Errorf("got %+v, %v", opts, err)
	}
}

func TestParseDefaults(t *testing.T) {
	opts, err := parse("up", nil, commands["up"].flags)
	if err != nil || opts.cluster.Name != "dev" || opts.controlPlane || opts.kubeconfig != "" || opts.images != "" || opts.binFolder != "" {
		t.Errorf("got %+v, %v", opts, err)
	}
}

func TestParseRejectsTheFlagsOfOtherCommands(t *testing.T) {
	if _, err := parse("down", []string{"--control-plane"}, commands["down"].flags); err == nil {
		t.Error("down takes --control-plane")
	}
}

func TestCheckProgramsNamesAllThatIsMissingAndEachPackageOnce(t *testing.T) {
	if err := checkPrograms(func(string) bool { return true }); err != nil {
		t.Error(err)
	}
	err := checkPrograms(func(path string) bool { return !strings.Contains(path, "containerd") && path != "/usr/sbin/nft" })
	want := "missing /usr/bin/containerd, /usr/bin/containerd-shim-runc-v2, /usr/sbin/nft; apt-get install --no-install-recommends containerd nftables"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestFindProgramFollowsLinks(t *testing.T) {
	folder := t.TempDir()
	real := filepath.Join(folder, "real")
	if err := os.WriteFile(real, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(folder, "kubernetes")); err != nil {
		t.Fatal(err)
	}
	if found, err := findProgram("kubernetes", folder); found != real || err != nil {
		t.Errorf("got %s, %v", found, err)
	}
	if found, err := findProgram("coredns", folder); err == nil {
		t.Errorf("found %s", found)
	}
}

func TestReadTail(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(log, []byte("one\ntwo\nthree\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for count, want := range map[int]string{2: "two\nthree\n", 5: "one\ntwo\nthree\n"} {
		if got := readTail(log, count); got != want {
			t.Errorf("%d: got %q", count, got)
		}
	}
}

func TestEnterCommandNamesTheFirstProcess(t *testing.T) {
	if got := enterCommand(cluster.State{Pid: 1234}); got != "nsenter --target 1234 --all" {
		t.Errorf("got %q", got)
	}
}
