package node

import (
	"context"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// startComponents starts everything in the order in which one needs the other, what is independent at the same time.
func (s *supervisor) startComponents(ctx context.Context) error {
	if s.config.Mode == cluster.ControlPlane {
		_, err := s.startControlPlane(ctx)
		if err != nil {
			return err
		}
		return s.launch(controllerManager())
	}
	var api *API
	err := atOnce(
		func() error { return s.startContainerd(ctx) },
		func() (err error) { api, err = s.startControlPlane(ctx); return err },
	)
	if err != nil {
		return err
	}
	return s.startNode(ctx, api)
}

func (s *supervisor) startControlPlane(ctx context.Context) (*API, error) {
	begin := time.Now()
	if err := s.launch(etcd()); err != nil {
		return nil, err
	}
	if err := s.wait(ctx, "etcd", dials("tcp", "127.0.0.1:2379")); err != nil {
		return nil, err
	}
	if err := s.launch(apiServer(s.config)); err != nil {
		return nil, err
	}
	api, err := NewAPI(cluster.State{Link: s.config.Link}.Server(), file("pki"))
	if err != nil {
		return nil, err
	}
	if err := s.wait(ctx, apiServerName, api.Ready); err != nil {
		return nil, err
	}
	s.done("etcd and kube-apiserver", begin)
	return api, nil
}

func (s *supervisor) startNode(ctx context.Context, api *API) error {
	begin := time.Now()
	// The API server makes its system namespaces a moment after it calls itself ready.
	makeObjects := func(ctx context.Context) error { return createObjects(ctx, api, s.config.Link) }
	if err := s.wait(ctx, apiServerName, makeObjects); err != nil {
		return err
	}
	go func() { s.fail(componentError{controllerName, openVolumes()}) }()
	for _, component := range []Component{kubelet(s.config), controllerManager(), scheduler(), kubeProxy(), coreDNS()} {
		if err := s.launch(component); err != nil {
			return err
		}
	}
	waitFor := func(step, component string, check func(context.Context) error) func() error {
		return func() error {
			if err := s.wait(ctx, component, check); err != nil {
				return err
			}
			s.done(step, begin)
			return nil
		}
	}
	name := s.config.Cluster.NodeName()
	return atOnce(
		waitFor("node ready", kubeletName, func(ctx context.Context) error { return api.NodeReady(ctx, name) }),
		waitFor("DNS", dnsName, servesDNS),
		// Without it no pod can be made.
		waitFor("default service account", controllerName, func(ctx context.Context) error {
			return api.Exists(ctx, "/api/v1/namespaces/default/serviceaccounts/default")
		}),
		waitFor("service addresses", proxyName, dials("tcp", net.JoinHostPort(network.APIServiceIP, "443"))),
	)
}

// attemptTimeout is short, because a packet sent before its route is there is lost and only another attempt helps.
const attemptTimeout = 200 * time.Millisecond

func servesDNS(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	resolver := net.Resolver{PreferGo: true, Dial: func(ctx context.Context, protocol, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, protocol, net.JoinHostPort(network.DNSServiceIP, "53"))
	}}
	addresses, err := resolver.LookupHost(ctx, "kubernetes.default.svc.cluster.local.")
	if err == nil && !slices.Contains(addresses, network.APIServiceIP) {
		return fmt.Errorf("kubernetes.default has the addresses %v", addresses)
	}
	return err
}

func dials(protocol, address string) func(context.Context) error {
	return func(ctx context.Context) error {
		connection, err := (&net.Dialer{Timeout: attemptTimeout}).DialContext(ctx, protocol, address)
		if err == nil {
			connection.Close()
		}
		return err
	}
}

// atOnce runs all steps side by side and returns the first error.
func atOnce(steps ...func() error) error {
	var group sync.WaitGroup
	failures := make(chan error, len(steps))
	for _, step := range steps {
		group.Go(func() { failures <- step() })
	}
	go func() { group.Wait(); close(failures) }()
	for err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}
