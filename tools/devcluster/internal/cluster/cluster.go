// Package cluster knows where a cluster keeps its files and what it wrote down about itself.
package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// cacheFolder is the project's folder below the user's cache folder.
const cacheFolder = "pulumi-flink-platform"

// DefaultName is the cluster that commands mean when no name is given.
const DefaultName = "dev"

// The name becomes part of a host name (63 characters at most) and of a control group's name. Fits: dev, test-2. Does not: Dev, 2nd, a_b.
var validName = regexp.MustCompile(`^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$`)

// Cluster is one development cluster, running or not.
type Cluster struct {
	Name string
	// Directory holds everything the cluster writes, but for its images.
	Directory string
}

// Open checks the name and says where the cluster's files are; it makes none.
func Open(name string) (Cluster, error) {
	if !validName.MatchString(name) {
		return Cluster{}, fmt.Errorf("--name must be 1 to 40 of a-z, 0-9 and -, beginning with a letter, got %q", name)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return Cluster{}, fmt.Errorf("no cache folder: %w; set HOME or XDG_CACHE_HOME", err)
	}
	return Cluster{Name: name, Directory: filepath.Join(cache, cacheFolder, "clusters", name)}, nil
}

// Path is a file or folder of the cluster.
func (c Cluster) Path(parts ...string) string {
	return filepath.Join(append([]string{c.Directory}, parts...)...)
}

// LogFile is where a component's output goes.
func (c Cluster) LogFile(component string) string { return c.Path("logs", component+".log") }

// ControlGroup is the control group above all of the cluster's pods.
func (c Cluster) ControlGroup() string { return "/devcluster-" + c.Name }

// NodeName is the name of the only node, and the host name inside the cluster.
func (c Cluster) NodeName() string { return "devcluster-" + c.Name }

// Context is the context's name in the kubeconfig.
func (c Cluster) Context() string { return "flink-" + c.Name }
