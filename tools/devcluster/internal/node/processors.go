package node

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"
)

// processorFactor is how many times its processors the node offers to pods. What pods ask for is a promise that a machine
// for trying things need not keep: with two real processors one ordinary Flink job would fill the node.
const processorFactor = 4

// WeightInProcessors is how many processors all pods together weigh as much as, on a busy machine: twice the real ones, so
// that they get half of its time beside twice as many busy processes as it has processors.
func WeightInProcessors() int { return 2 * runtime.NumCPU() }

const memoryNodes = "/sys/devices/system/node"

// offerMoreProcessors hides the kernel's list of memory nodes from the kubelet behind one that names each processor
// several times. The kubelet adds them up (cadvisor's utils/sysinfo/sysinfo.go, GetNodesInfo), and still only uses the
// numbers of real ones; pods see the kernel's own list.
func offerMoreProcessors() error {
	memory, err := os.ReadFile(filepath.Join(memoryNodes, "node0", "meminfo"))
	if err != nil {
		return nil // a kernel that does not tell: the kubelet then counts the real ones
	}
	if err := unix.Mount("tmpfs", memoryNodes, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=0755"); err != nil {
		return fmt.Errorf("hiding %s: %w", memoryNodes, err)
	}
	for name, text := range memoryNodeFiles(runtime.NumCPU(), string(memory)) {
		path := filepath.Join(memoryNodes, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// memoryNodeFiles are the files of memory nodes that all have the same processors, one core each.
func memoryNodeFiles(processors int, memory string) map[string]string {
	files := map[string]string{}
	for index := range processorFactor {
		node := fmt.Sprintf("node%d/", index)
		files[node+"meminfo"] = memory
		for processor := range processors {
			topology := fmt.Sprintf("%scpu%d/topology/", node, processor)
			files[topology+"core_id"] = fmt.Sprintf("%d\n", processor)
			files[topology+"physical_package_id"] = "0\n"
		}
	}
	return files
}
