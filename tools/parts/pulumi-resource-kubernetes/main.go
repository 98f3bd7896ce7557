// Command pulumi-resource-kubernetes serves the Kubernetes provider from its Go module.
// The schema is only needed for languages other than TypeScript, so an empty one is served.
package main

import (
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	// The linker sets the version.
	provider.Serve("kubernetes", version.Version, []byte("{}"), []byte("{}"))
}
