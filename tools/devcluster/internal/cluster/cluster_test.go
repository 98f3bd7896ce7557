package cluster

import (
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pulumi-flink-platform/tools/devcluster/internal/certificates"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

func open(t *testing.T, name string) Cluster {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", "/cache")
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOpenNamesEverythingAfterTheCluster(t *testing.T) {
	c := open(t, "dev")
	got := []string{c.Directory, c.LogFile("etcd"), c.KubeconfigFile(), c.ControlGroup(), c.NodeName(), c.Context()}
	want := []string{
		"/cache/pulumi-flink-platform/clusters/dev", "/cache/pulumi-flink-platform/clusters/dev/logs/etcd.log",
		"/cache/pulumi-flink-platform/clusters/dev/kubeconfig", "/devcluster-dev", "devcluster-dev", "flink-dev",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestOpenRejectsNamesThatAreNoHostName(t *testing.T) {
	for _, name := range []string{"", "Dev", "2nd", "a_b", "a-", "../a", strings.Repeat("a", 41)} {
		if c, err := Open(name); err == nil {
			t.Errorf("accepts %q as %+v", name, c)
		}
	}
}

func TestLockIsTakenByOneAtATime(t *testing.T) {
	c := Cluster{Name: "a", Directory: filepath.Join(t.TempDir(), "clusters", "a")}
	unlock, err := c.Lock(context.Background(), func() { t.Error("waits for nobody") })
	if err != nil {
		t.Fatal(err)
	}
	interrupted, interrupt := context.WithCancel(context.Background())
	waits := 0
	if _, err := c.Lock(interrupted, func() { waits++; interrupt() }); err == nil || waits != 1 {
		t.Errorf("got %v after %d waits", err, waits)
	}
	unlock()
	again, err := c.Lock(context.Background(), func() { t.Error("waits after the lock was given up") })
	if err != nil {
		t.Fatal(err)
	}
	again()
}

func TestTakeImagesSharesAFolderOneAfterTheOtherOnly(t *testing.T) {
	root := t.TempDir()
	a := Cluster{Name: "a", Directory: filepath.Join(root, "clusters", "a")}
	b := Cluster{Name: "b", Directory: filepath.Join(root, "clusters", "b")}
	take := func(c Cluster, want string) *os.File {
		t.Helper()
		held, err := c.TakeImages()
		if err != nil || held.Name() != filepath.Join(root, "node-images", want) {
			t.Fatalf("got %v, %v", held, err)
		}
		return held
	}
	first := take(a, "0")
	take(b, "1").Close()
	first.Close()
	take(b, "0").Close()
}

func TestStateIsReadBackAsWritten(t *testing.T) {
	c := Cluster{Name: "a", Directory: t.TempDir()}
	if state, err := c.ReadState(); state != nil || err != nil {
		t.Fatalf("got %+v, %v before anything was written", state, err)
	}
	link := network.Link{HostDevice: "devcluster0", Host: netip.MustParseAddr("10.201.0.1"), Node: netip.MustParseAddr("10.201.0.2")}
	written := State{Mode: ControlPlane, Pid: 7, StartTicks: 8, Link: link, Ready: true}
	written.AddKubeconfig("/a")
	written.AddKubeconfig("/a")
	if err := c.WriteState(written); err != nil {
		t.Fatal(err)
	}
	read, err := c.ReadState()
	if err != nil || !reflect.DeepEqual(*read, written) || len(read.Kubeconfigs) != 1 {
		t.Errorf("got %+v, %v", read, err)
	}
	if got := read.Server(); got != "https://10.201.0.2:6443" {
		t.Errorf("got server %s", got)
	}
}

func TestRunningTellsAProcessFromALaterOne(t *testing.T) {
	ticks, err := StartTicks(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if !(State{Pid: os.Getpid(), StartTicks: ticks}).Running() {
		t.Error("misses a running process")
	}
	if (State{Pid: os.Getpid(), StartTicks: ticks + 1}).Running() {
		t.Error("takes another process for it")
	}
}

func TestParseStartTicks(t *testing.T) {
	rest := " 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4242 1 1"
	if ticks, err := parseStartTicks([]byte("9 (a ) b) S" + rest)); ticks != 4242 || err != nil {
		t.Errorf("got %d, %v", ticks, err)
	}
	ending := strings.Replace(rest, " 20 0 1 0 ", " 20 0 3 0 ", 1) // its other threads still run
	if ticks, err := parseStartTicks([]byte("9 (a) Z" + ending)); ticks != 4242 || err != nil {
		t.Errorf("got %d, %v of a process with other threads", ticks, err)
	}
	for _, stat := range []string{"9 (a) Z" + rest, "9 (a) S 1", ""} {
		if ticks, err := parseStartTicks([]byte(stat)); err == nil {
			t.Errorf("reads %d from %q", ticks, stat)
		}
	}
}

func TestKubeconfig(t *testing.T) {
	got := string(Kubeconfig("flink-dev", "https://10.201.0.2:6443", []byte("ca"), certificates.Pair{Certificate: []byte("crt"), Key: []byte("key")}))
	want := `# Written by devcluster; ` + "`devcluster down`" + ` removes it.
apiVersion: v1
kind: Config
current-context: flink-dev
contexts:
  - name: flink-dev
    context: { cluster: flink-dev, user: flink-dev }
clusters:
  - name: flink-dev
    cluster:
      server: https://10.201.0.2:6443
      certificate-authority-data: Y2E=
users:
  - name: flink-dev
    user:
      client-certificate-data: Y3J0
      client-key-data: a2V5
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestKubeconfigOfSomebodyElseIsKept(t *testing.T) {
	folder := t.TempDir()
	c := Cluster{Name: "a", Directory: folder}
	own, other := filepath.Join(folder, "own"), filepath.Join(folder, "other")
	for path, text := range map[string]string{c.KubeconfigFile(): kubeconfigMark + "1", own: kubeconfigMark + "1", other: "apiVersion: v1"} {
		if err := WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := CheckKubeconfigPath(own); err != nil {
		t.Error(err)
	}
	if err := CheckKubeconfigPath(other); err == nil {
		t.Error("would replace somebody else's file")
	}
	for path, wantKept := range map[string]bool{own: false, other: true} {
		if err := c.RemoveKubeconfig(path); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); (err == nil) != wantKept {
			t.Errorf("%s: kept is %v", path, err == nil)
		}
	}
}
