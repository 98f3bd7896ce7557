package network

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
)

const nodeDevice = "eth0"

// InUse lists the networks that the host's addresses and routes take.
func InUse() ([]netip.Prefix, error) {
	var found []netip.Prefix
	addresses, err := netlink.AddrList(nil, netlink.FAMILY_V4)
	if err != nil {
		return nil, fmt.Errorf("listing the host's addresses: %w", err)
	}
	for _, address := range addresses {
		found = appendNetwork(found, address.IPNet)
	}
	routes, err := netlink.RouteList(nil, netlink.FAMILY_V4)
	if err != nil {
		return nil, fmt.Errorf("listing the host's routes: %w", err)
	}
	for _, route := range routes {
		found = appendNetwork(found, route.Dst)
	}
	return found, nil
}

func appendNetwork(found []netip.Prefix, network *net.IPNet) []netip.Prefix {
	if network == nil {
		return found
	}
	address, valid := netip.AddrFromSlice(network.IP)
	if !valid {
		return found
	}
	bits, _ := network.Mask.Size()
	return append(found, netip.PrefixFrom(address.Unmap(), bits).Masked())
}

// Attach makes the pair of devices of a cluster on the host and puts the node's end into the network namespace of process
// pid.
func Attach(link Link, cluster string, pid int) error {
	attributes := netlink.NewLinkAttrs()
	attributes.Name = link.HostDevice
	pair := &netlink.Veth{LinkAttrs: attributes, PeerName: nodeDevice, PeerNamespace: netlink.NsPid(pid)}
	if err := netlink.LinkAdd(pair); err != nil {
		return fmt.Errorf("adding network device %s: %w", link.HostDevice, err)
	}
	if err := netlink.LinkSetAlias(pair, cluster); err != nil {
		return fmt.Errorf("naming the cluster of network device %s: %w", link.HostDevice, err)
	}
	return raise(link.HostDevice, netip.PrefixFrom(link.Host, linkBits))
}

// Detach removes the pair of devices of a cluster. It is no error if it is not there: the devices go with the processes of a
// cluster, and those of another one may have taken their name since.
func Detach(link Link, cluster string) error {
	device, err := netlink.LinkByName(link.HostDevice)
	var missing netlink.LinkNotFoundError
	if errors.As(err, &missing) {
		return nil
	}
	if err == nil && device.Attrs().Alias == cluster {
		err = netlink.LinkDel(device)
	}
	if err != nil {
		return fmt.Errorf("removing network device %s: %w", link.HostDevice, err)
	}
	return nil
}

// RaiseNode brings up the devices inside the cluster's own network namespace.
func RaiseNode(link Link) error {
	loopback, err := netlink.LinkByName("lo")
	if err != nil {
		return err
	}
	if err := netlink.LinkSetUp(loopback); err != nil {
		return fmt.Errorf("bringing up lo: %w", err)
	}
	if err := raise(nodeDevice, netip.PrefixFrom(link.Node, linkBits)); err != nil {
		return err
	}
	return routeServices(link)
}

// routeServices lets the node itself reach service addresses: they are translated only after a route was found. There is
// no default route, so that whatever is outside is refused at once.
func routeServices(link Link) error {
	device, err := netlink.LinkByName(nodeDevice)
	if err != nil {
		return err
	}
	_, services, err := net.ParseCIDR(ServiceCIDR)
	if err != nil {
		return err
	}
	route := netlink.Route{LinkIndex: device.Attrs().Index, Dst: services, Src: link.Node.AsSlice(), Scope: netlink.SCOPE_LINK}
	if err := netlink.RouteAdd(&route); err != nil {
		return fmt.Errorf("adding a route to %s: %w", ServiceCIDR, err)
	}
	return nil
}

func raise(name string, address netip.Prefix) error {
	device, err := netlink.LinkByName(name)
	if err != nil {
		return fmt.Errorf("finding network device %s: %w", name, err)
	}
	parsed, err := netlink.ParseAddr(address.String())
	if err != nil {
		return err
	}
	if err := netlink.AddrAdd(device, parsed); err != nil {
		return fmt.Errorf("giving %s the address %s: %w", name, address, err)
	}
	if err := netlink.LinkSetUp(device); err != nil {
		return fmt.Errorf("bringing up %s: %w", name, err)
	}
	return nil
}
