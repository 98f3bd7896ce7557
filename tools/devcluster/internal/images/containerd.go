package images

import (
	"fmt"
	"os/exec"
	"strings"
)

// Ctr is containerd's own command, as Debian installs it.
const Ctr = "/usr/bin/ctr"

// kubernetesNamespace is where containerd's CRI plugin looks for images.
const kubernetesNamespace = "k8s.io"

// ImportCommand imports an archive under the names that it gives its images.
func ImportCommand(socket, archive string) []string {
	return []string{Ctr, "--address", socket, "--namespace", kubernetesNamespace, "images", "import", archive}
}

// ContainersCommand does something with the containers of pods.
func ContainersCommand(socket string, words ...string) []string {
	return append([]string{Ctr, "--address", socket, "--namespace", kubernetesNamespace, "containers"}, words...)
}

// List returns the digest of each image that containerd has, by name.
func List(socket string) (map[string]string, error) {
	command := exec.Command(Ctr, "--address", socket, "--namespace", kubernetesNamespace, "images", "list")
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("asking containerd for its images: %w", err)
	}
	return parseList(string(output)), nil
}

// parseList reads lines such as `docker.io/library/flink:1 application/vnd.oci… sha256:0123… 400.0 MiB linux/amd64 -`.
func parseList(text string) map[string]string {
	found := map[string]string{}
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 2 && strings.HasPrefix(fields[2], "sha256:") {
			found[fields[0]] = fields[2]
		}
	}
	return found
}
