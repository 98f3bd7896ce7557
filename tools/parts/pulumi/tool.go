//go:build tool

// Package tool pins the Pulumi CLI; the build names the package itself.
package tool

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
