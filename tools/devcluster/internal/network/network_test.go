package network

import (
	"fmt"
	"net/netip"
	"testing"
)

func prefixes(texts ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, text := range texts {
		parsed = append(parsed, netip.MustParsePrefix(text))
	}
	return parsed
}

func TestPickLink(t *testing.T) {
	for _, test := range []struct {
		name       string
		inUse      []netip.Prefix
		host, node string
	}{
		{"takes the first when none is in use", nil, "10.201.0.1", "10.201.0.2"},
		{"passes over what is taken", prefixes("10.201.0.0/30", "10.201.1.0/30"), "10.201.2.1", "10.201.2.2"},
		{"fills a gap", prefixes("10.201.0.0/30", "10.201.2.0/30"), "10.201.1.1", "10.201.1.2"},
		{"passes over a wider network of somebody else", prefixes("10.201.0.0/22"), "10.201.4.1", "10.201.4.2"},
		{"takes no notice of a default route", prefixes("0.0.0.0/0"), "10.201.0.1", "10.201.0.2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			link, err := PickLink(test.inUse)
			if err != nil || link.Host.String() != test.host || link.Node.String() != test.node {
				t.Errorf("got %+v, %v", link, err)
			}
		})
	}
}

func TestPickLinkNamesTheDeviceAfterTheNetwork(t *testing.T) {
	link, err := PickLink(prefixes("10.201.0.0/24"))
	if err != nil || link.HostDevice != "devcluster1" || link.Prefix().String() != "10.201.1.0/30" {
		t.Errorf("got %+v in %s, %v", link, link.Prefix(), err)
	}
	// IFNAMSIZ of netdevice(7) leaves 15 characters.
	if longest := fmt.Sprintf("%s%d", devicePart, linkCount-1); len(longest) > 15 {
		t.Errorf("%s is too long for a device", longest)
	}
}

func TestPickLinkRejectsWhenAllAreTaken(t *testing.T) {
	if link, err := PickLink(prefixes("10.0.0.0/8")); err == nil {
		t.Errorf("got %+v", link)
	}
}
