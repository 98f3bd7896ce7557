// Command pulumi-resource-kubernetes serves the Kubernetes provider from its Go module.
// The schema is only needed for languages other than TypeScript, so an empty one is served.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

// version is set by the linker.
var version string

func main() {
	provider.Serve("kubernetes", version, []byte("{}"), []byte("{}"))
}
