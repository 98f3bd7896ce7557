module pulumi-flink-platform/tools/devcluster

go 1.25.0

require (
	github.com/vishvananda/netlink v1.3.1
	golang.org/x/sys v0.38.0
)

require github.com/vishvananda/netns v0.0.5 // indirect
