package cgroups

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestParseMountInfo(t *testing.T) {
	text := `25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 25 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu rw,relatime shared:9 master:2 - cgroup cgroup rw,cpu
40 30 0:36 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
not a mount
`
	want := []Hierarchy{{"/sys/fs/cgroup/cpu", false}, {"/sys/fs/cgroup/unified", true}}
	if got := ParseMountInfo(text); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPrepareCopiesTheProcessorsOfAV1Group(t *testing.T) {
	root := t.TempDir()
	group := filepath.Join(root, "group")
	if err := os.Mkdir(group, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "cpuset.cpus"), "0-1\n")
	write(t, filepath.Join(root, "cpuset.mems"), "0\n")
	if err := prepare(Hierarchy{MountPoint: root}, group); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"cpuset.cpus": "0-1\n", "cpuset.mems": "0\n"} {
		if got, err := os.ReadFile(filepath.Join(group, name)); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

func TestWeighGivesAGroupTheShareOfItsProcessors(t *testing.T) {
	for _, example := range []struct {
		file       string
		processors int
		want       string
	}{
		{"cpu.shares", 8, "8192"},
		{"cpu.weight", 8, "313"},
		{"cpu.weight", 512, "10000"},
	} {
		group := t.TempDir()
		write(t, filepath.Join(group, example.file), "")
		if err := weigh(group, example.processors); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(group, example.file))
		if err != nil || string(got) != example.want {
			t.Errorf("%s of %d: got %q, %v", example.file, example.processors, got, err)
		}
		files, err := os.ReadDir(group)
		if err != nil || len(files) != 1 {
			t.Errorf("made other files: %v, %v", files, err)
		}
	}
}

func TestRemoveTreeRemovesChildrenFirst(t *testing.T) {
	group := filepath.Join(t.TempDir(), "group")
	if err := os.MkdirAll(filepath.Join(group, "kubepods", "pod1", "container"), 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing, which is no error
		if err := removeTree(group); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(group); !os.IsNotExist(err) {
		t.Errorf("still there: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
