//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"pulumi-flink-platform/tools/devcluster/internal/images"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

// programs of the distribution that a whole node needs, by Debian package.
var programs = []struct{ path, debianPackage string }{
	{"/usr/bin/containerd", "containerd"},
	{"/usr/bin/containerd-shim-runc-v2", "containerd"},
	{images.Ctr, "containerd"},
	{"/usr/sbin/runc", "runc"},
	{filepath.Join(node.CNIFolder, "ptp"), "containernetworking-plugins"},
	{filepath.Join(node.CNIFolder, "host-local"), "containernetworking-plugins"},
	{filepath.Join(node.CNIFolder, "portmap"), "containernetworking-plugins"},
	{filepath.Join(node.CNIFolder, "loopback"), "containernetworking-plugins"},
	{"/usr/sbin/nft", "nftables"},
	{"/usr/sbin/iptables", "iptables"}, // portmap's, for pods with host ports
}

func checkRoot() error {
	if os.Geteuid() != 0 {
		return errors.New("needs root, for namespaces and control groups; run it with sudo, or use kind or minikube and name its context with KUBE_CONTEXT=")
	}
	return nil
}

// checkPrograms names everything that is missing at once.
func checkPrograms(exists func(path string) bool) error {
	var missing, packages []string
	for _, program := range programs {
		if exists(program.path) {
			continue
		}
		missing = append(missing, program.path)
		if len(packages) == 0 || packages[len(packages)-1] != program.debianPackage {
			packages = append(packages, program.debianPackage)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("missing %s; apt-get install --no-install-recommends %s", strings.Join(missing, ", "), strings.Join(packages, " "))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// findProgram looks where the user said, or else beside the command: first where it was called, which may be a link among
// other links, then where it really lies.
func findProgram(name, binFolder string) (string, error) {
	folders := []string{binFolder}
	if binFolder == "" {
		folders = nil
		if called, err := exec.LookPath(os.Args[0]); err == nil {
			folders = append(folders, filepath.Dir(called))
		}
		if real, err := os.Executable(); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
	}
	for _, folder := range folders {
		found, err := filepath.EvalSymlinks(filepath.Join(folder, name))
		if err == nil {
			return filepath.Abs(found)
		}
	}
	return "", fmt.Errorf("no program %s in %s; `tools/get %s` builds it, --bin-dir names another folder", name, strings.Join(folders, " or "), name)
}
