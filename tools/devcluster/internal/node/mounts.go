package node

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
)

// kernelSettings are what the kubelet wants of the whole machine (pkg/kubelet/cm/container_manager_linux.go,
// setupKernelTunables). Files with these values hide the real ones from it, so that the host keeps its own.
var kernelSettings = map[string]string{
	"vm/overcommit_memory":      "1",
	"vm/panic_on_oom":           "0",
	"kernel/panic":              "10",
	"kernel/panic_on_oops":      "1",
	"kernel/keys/root_maxkeys":  "1000000",
	"kernel/keys/root_maxbytes": "25000000",
}

// isolateFiles makes the node's view of the file system: the host's programs, and everything that a component writes
// either in memory or in the cluster's folder.
func isolateFiles(config Config) error {
	// The cluster's folder or the programs may lie below a folder that is about to be covered; an open file still reaches them.
	sources := map[string]string{clusterMount: config.Cluster.Directory, kubernetesMount: config.Kubernetes}
	if config.Mode == cluster.WholeNode {
		sources[coreDNSMount], sources[containerdMount] = config.CoreDNS, config.Images
	}
	opened := map[string]int{}
	for target, source := range sources {
		descriptor, err := unix.Open(source, unix.O_PATH|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("opening %s: %w", source, err)
		}
		defer unix.Close(descriptor)
		opened[target] = descriptor
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("separating the mounts: %w", err)
	}
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mounting /proc: %w", err)
	}
	for target, options := range map[string]string{"/run": "mode=0755", "/tmp": "mode=1777", "/var/lib": "mode=0755", "/var/log": "mode=0755"} {
		if err := unix.Mount("tmpfs", target, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, options); err != nil {
			return fmt.Errorf("mounting memory on %s: %w", target, err)
		}
	}
	for target, descriptor := range opened {
		if err := bind(fmt.Sprintf("/proc/self/fd/%d", descriptor), target, filepath.Dir(target) == programsMount); err != nil {
			return err
		}
	}
	for target, folder := range map[string]string{
		kubeletMount: "kubelet",
		"/var/log":   "pod-logs",
		volumesMount: "volumes",
	} {
		if err := os.MkdirAll(file(folder), 0o755); err != nil {
			return err
		}
		if err := bind(file(folder), target, false); err != nil {
			return err
		}
	}
	if err := hideKernelSettings(); err != nil {
		return err
	}
	if err := offerMoreProcessors(); err != nil {
		return err
	}
	// Pods may ask for mounts that propagate, which needs shared ones; what is shared here ends at this namespace.
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_SHARED, ""); err != nil {
		return fmt.Errorf("sharing the mounts with pods: %w", err)
	}
	return os.Chdir("/")
}

func hideKernelSettings() error {
	for name, value := range kernelSettings {
		target := filepath.Join("/proc/sys", name)
		if _, err := os.Stat(target); err != nil {
			continue // a kernel without the setting
		}
		source := filepath.Join("/run/devcluster-settings", name)
		if err := os.MkdirAll(filepath.Dir(source), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(source, []byte(value+"\n"), 0o644); err != nil {
			return err
		}
		if err := unix.Mount(source, target, "", unix.MS_BIND, ""); err != nil {
			return fmt.Errorf("hiding %s: %w", target, err)
		}
	}
	return nil
}

func bind(source, target string, isFile bool) error {
	folder := target
	if isFile {
		folder = filepath.Dir(target)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if isFile {
		if err := os.WriteFile(target, nil, 0o755); err != nil {
			return err
		}
	}
	if err := unix.Mount(source, target, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("mounting %s on %s: %w", source, target, err)
	}
	return nil
}
