package images

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

func TestWriteMakesAnArchiveWhoseNameIsReadBack(t *testing.T) {
	var archive bytes.Buffer
	image := Image{Name: "localhost/pause:1", Architecture: "amd64", Files: []File{{"pause", 0o755, []byte("x")}}}
	if err := Write(&archive, image); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pause.tar")
	if err := os.WriteFile(file, archive.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	references, err := ReadReferences(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(references) != 1 || references[0].Name != "localhost/pause:1" || len(references[0].Digest) != len("sha256:")+64 {
		t.Errorf("got %+v", references)
	}
}

func TestParseIndex(t *testing.T) {
	text := `{"manifests":[{"digest":"sha256:1","annotations":{"org.opencontainers.image.ref.name":"docker.io/library/flink:1"}}]}`
	references, err := parseIndex([]byte(text))
	want := []Reference{{"docker.io/library/flink:1", "sha256:1"}}
	if err != nil || !reflect.DeepEqual(references, want) {
		t.Errorf("got %+v, %v, want %+v", references, err, want)
	}
	for _, text := range []string{`{}`, `{"manifests":[{"digest":"sha256:1"}]}`, `not json`} {
		if references, err := parseIndex([]byte(text)); err == nil {
			t.Errorf("accepts %s as %+v", text, references)
		}
	}
}

func TestIsComplete(t *testing.T) {
	for name, want := range map[string]bool{
		"docker.io/library/flink:1.18.1": true, "localhost/pause:1": true, "localhost:5000/a@sha256:0": true,
		"flink:1.18.1": false, "library/flink:1": false, "docker.io/library/flink": false, "": false,
	} {
		if got := isComplete(name); got != want {
			t.Errorf("isComplete(%q) = %v", name, got)
		}
	}
}

func TestPauseProgramSleepsWithSIGCHLDIgnored(t *testing.T) {
	program, err := PauseProgram(runtime.GOARCH)
	if err != nil {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "pause")
	if err := os.WriteFile(file, program, 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(file)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(command.Process.Pid), "status"))
	if err != nil {
		t.Fatal(err)
	}
	// proc(5): SIGCHLD is bit 16 of the ignored signals.
	if !bytes.Contains(status, []byte("State:\tS (sleeping)")) || !bytes.Contains(status, []byte("SigIgn:\t0000000000010000")) {
		t.Errorf("does not sleep with SIGCHLD ignored:\n%s", status)
	}
	_ = command.Process.Signal(syscall.SIGTERM)
	if err := command.Wait(); err == nil || err.Error() != "signal: terminated" {
		t.Errorf("ended with %v", err)
	}
}

func TestPauseProgramRejectsOtherProcessors(t *testing.T) {
	if _, err := PauseProgram("riscv64"); err == nil {
		t.Error("accepts riscv64")
	}
}

func TestParseListReadsNamesAndDigests(t *testing.T) {
	got := parseList("REF TYPE DIGEST SIZE PLATFORMS LABELS\ndocker.io/library/a:1 application/json sha256:12 1.0 MiB linux/amd64 -\n")
	if want := map[string]string{"docker.io/library/a:1": "sha256:12"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}
