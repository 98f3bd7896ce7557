//go:build !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "devcluster: works on Linux only; use kind or minikube here and name its context with KUBE_CONTEXT=")
	os.Exit(1)
}
