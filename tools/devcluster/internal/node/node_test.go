package node

import (
	"bytes"
	"encoding/binary"
	"maps"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

var config = Config{
	Cluster: cluster.Cluster{Name: "dev", Directory: "/c"},
	Link:    network.Link{Host: netip.MustParseAddr("10.201.3.1"), Node: netip.MustParseAddr("10.201.3.2")},
}

func TestKubeletWorksWithCgroupV1SwapAndAGroupOfItsOwn(t *testing.T) {
	got := kubeletConfiguration(config)
	for key, want := range map[string]any{
		"failCgroupV1": false, "cgroupDriver": "cgroupfs", "failSwapOn": false, "resolvConf": "", "cgroupRoot": "/devcluster-dev",
		"clusterDNS": []string{"10.96.0.10"}, "enforceNodeAllocatable": []string{}, "localStorageCapacityIsolation": false,
		"imageGCHighThresholdPercent": 100, "containerRuntimeEndpoint": "unix:///run/containerd/containerd.sock",
	} {
		if !reflect.DeepEqual(got[key], want) {
			t.Errorf("%s: got %v, want %v", key, got[key], want)
		}
	}
}

func TestCertificateRequestsNameTheNodeAndItsAddress(t *testing.T) {
	requests := certificateRequests(config)
	if got := requests[kubeletName]; got.CommonName != "system:node:devcluster-dev" || !slices.Equal(got.Names, []string{"devcluster-dev", "10.201.3.2"}) {
		t.Errorf("kubelet: got %+v", got)
	}
	for _, name := range []string{"localhost", "kubernetes.default.svc", "127.0.0.1", "10.96.0.1", "10.201.3.2"} {
		if !slices.Contains(requests[apiServerName].Names, name) {
			t.Errorf("kube-apiserver: no name %s", name)
		}
	}
	for _, name := range []string{adminName, kubeletClientName} {
		if got := requests[name].Organization; !slices.Equal(got, []string{"system:masters"}) {
			t.Errorf("%s: got groups %v", name, got)
		}
	}
}

func TestAPIServerIsReachedAtTheNodesAddress(t *testing.T) {
	arguments := apiServer(config).Arguments
	for _, want := range []string{"--advertise-address=10.201.3.2", "--authorization-mode=Node,RBAC", "--kubelet-preferred-address-types=InternalIP"} {
		if !slices.Contains(arguments, want) {
			t.Errorf("no %s in %q", want, arguments)
		}
	}
}

func TestContainerdConfigurationKeepsOutOfTheHost(t *testing.T) {
	got := containerdConfiguration()
	for _, want := range []string{
		`root = "/var/lib/containerd"`, `sandbox_image = "localhost/pause:1"`, `path = "/var/lib/containerd/opt"`,
		"disable_apparmor = true", "restrict_oom_score_adj = true", `bin_dir = "/usr/lib/cni"`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("no line %s in\n%s", want, got)
		}
	}
}

func TestCreatedNamesReadsEveryEvent(t *testing.T) {
	var events bytes.Buffer
	for _, name := range []string{"first", "a-longer-name-than-the-first"} {
		padded := make([]byte, (len(name)/16+1)*16)
		copy(padded, name)
		if err := binary.Write(&events, binary.NativeEndian, unix.InotifyEvent{Wd: 1, Mask: unix.IN_CREATE, Len: uint32(len(padded))}); err != nil {
			t.Fatal(err)
		}
		events.Write(padded)
	}
	if got := createdNames(events.Bytes()); !slices.Equal(got, []string{"first", "a-longer-name-than-the-first"}) {
		t.Errorf("got %q", got)
	}
}

func TestProcessesTellHowEachEnded(t *testing.T) {
	childEnded := make(chan os.Signal, 1)
	signal.Notify(childEnded, syscall.SIGCHLD)
	p := newProcesses()
	go p.collect(childEnded)
	output := filepath.Join(t.TempDir(), "log")
	for script, want := range map[string]string{"exit 3": "ended with exit status 3", "kill -9 $$": "was ended by signal 9 (killed)"} {
		err := p.run([]string{"/bin/sh", "-c", "echo said; " + script}, output)
		if err == nil || err.Error() != "/bin/sh "+want {
			t.Errorf("%s: got %v", script, err)
		}
	}
	if text, err := os.ReadFile(output); string(text) != "said\nsaid\n" {
		t.Errorf("logged %q, %v", text, err)
	}
}

func TestMemoryNodeFiles(t *testing.T) {
	want := map[string]string{}
	for _, node := range []string{"node0/", "node1/", "node2/", "node3/"} {
		want[node+"meminfo"] = "MemTotal: 1 kB\n"
		want[node+"cpu0/topology/core_id"] = "0\n"
		want[node+"cpu0/topology/physical_package_id"] = "0\n"
		want[node+"cpu1/topology/core_id"] = "1\n"
		want[node+"cpu1/topology/physical_package_id"] = "0\n"
	}
	if got := memoryNodeFiles(2, "MemTotal: 1 kB\n"); !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
