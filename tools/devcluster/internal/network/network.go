// Package network gives each cluster a link of its own to the host: one /30 with the host on one side and the node on the other.
package network

import (
	"fmt"
	"net/netip"
)

// Addresses inside a cluster's own network namespace; every cluster has the same, since none sees another's.
const (
	PodCIDR      = "10.244.0.0/16"
	ServiceCIDR  = "10.96.0.0/16"
	APIServiceIP = "10.96.0.1"
	DNSServiceIP = "10.96.0.10"
	APIPort      = 6443
)

// Link is the pair of devices between the host and one cluster.
type Link struct {
	// HostDevice is the name of the host's end; the cluster's end is eth0.
	HostDevice string `json:"hostDevice"`
	// Host and Node are the addresses of the two ends.
	Host netip.Addr `json:"host"`
	Node netip.Addr `json:"node"`
}

const (
	linkBits   = 30
	linkCount  = 256
	devicePart = "devcluster"
)

// Prefix is the network of both ends.
func (l Link) Prefix() netip.Prefix { return netip.PrefixFrom(l.Host, linkBits).Masked() }

// PickLink returns the first link among 10.201.0.0/30, 10.201.1.0/30, … that touches none of the networks in use.
func PickLink(inUse []netip.Prefix) (Link, error) {
	for number := range linkCount {
		link := Link{
			HostDevice: fmt.Sprintf("%s%d", devicePart, number),
			Host:       netip.AddrFrom4([4]byte{10, 201, byte(number), 1}),
			Node:       netip.AddrFrom4([4]byte{10, 201, byte(number), 2}),
		}
		if !overlapsAny(link.Prefix(), inUse) {
			return link, nil
		}
	}
	return Link{}, fmt.Errorf("no free network among 10.201.0.0/30 to 10.201.%d.0/30; end a cluster with `devcluster down --name NAME`", linkCount-1)
}

func overlapsAny(prefix netip.Prefix, others []netip.Prefix) bool {
	for _, other := range others {
		// A default route covers everything and takes nothing.
		if other.Bits() > 0 && prefix.Overlaps(other) {
			return true
		}
	}
	return false
}
