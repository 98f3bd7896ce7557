package cluster

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"pulumi-flink-platform/tools/devcluster/internal/certificates"
)

const kubeconfigMark = "# Written by devcluster; `devcluster down` removes it."

// Kubeconfig is the text of a file that lets a client certificate in; it needs no other file.
func Kubeconfig(context, server string, authority []byte, client certificates.Pair) []byte {
	encode := base64.StdEncoding.EncodeToString
	return []byte(strings.Join([]string{
		kubeconfigMark,
		"apiVersion: v1",
		"kind: Config",
		"current-context: " + context,
		"contexts:",
		"  - name: " + context,
		"    context: { cluster: " + context + ", user: " + context + " }",
		"clusters:",
		"  - name: " + context,
		"    cluster:",
		"      server: " + server,
		"      certificate-authority-data: " + encode(authority),
		"users:",
		"  - name: " + context,
		"    user:",
		"      client-certificate-data: " + encode(client.Certificate),
		"      client-key-data: " + encode(client.Key),
		"",
	}, "\n"))
}

// CheckKubeconfigPath refuses to replace a file that somebody else wrote, such as ~/.kube/config.
func CheckKubeconfigPath(path string) error {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || (err == nil && bytes.HasPrefix(text, []byte(kubeconfigMark))) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("--kubeconfig %s exists and was not written by devcluster; name another file", path)
}

// RemoveKubeconfig deletes the file if it still is the cluster's own, and keeps it if another cluster has taken its place.
func (c Cluster) RemoveKubeconfig(path string) error {
	own, err := os.ReadFile(c.KubeconfigFile())
	if err != nil {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(own, text) {
		return nil
	}
	return os.Remove(path)
}

// KubeconfigFile is the cluster's own copy of the administrator's kubeconfig.
func (c Cluster) KubeconfigFile() string { return c.Path("kubeconfig") }
