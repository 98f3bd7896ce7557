package certificates

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"testing"
	"time"
)

var now = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func issue(t *testing.T, request Request) (*x509.Certificate, *x509.CertPool) {
	t.Helper()
	authority, err := NewAuthority("test", now)
	if err != nil {
		t.Fatal(err)
	}
	pair, err := authority.Issue(request, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tls.X509KeyPair(pair.Certificate, pair.Key); err != nil {
		t.Fatalf("key does not fit the certificate: %v", err)
	}
	block, _ := pem.Decode(pair.Certificate)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority.Certificate)
	return certificate, pool
}

func TestIssueMakesAServingCertificateForItsNames(t *testing.T) {
	certificate, pool := issue(t, Request{CommonName: "kube-apiserver", Names: []string{"kubernetes", "10.96.0.1"}})
	for _, name := range []string{"kubernetes", "10.96.0.1"} {
		options := x509.VerifyOptions{Roots: pool, DNSName: name, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
		if _, err := certificate.Verify(options); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := certificate.VerifyHostname("10.96.0.2"); err == nil {
		t.Error("is valid for another address too")
	}
}

func TestIssueMakesAClientCertificateThatCannotServe(t *testing.T) {
	certificate, pool := issue(t, Request{CommonName: "system:node:n", Organization: []string{"system:nodes"}})
	if certificate.Subject.CommonName != "system:node:n" || !slices.Equal(certificate.Subject.Organization, []string{"system:nodes"}) {
		t.Errorf("got subject %s", certificate.Subject)
	}
	verify := func(usage x509.ExtKeyUsage) error {
		_, err := certificate.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{usage}})
		return err
	}
	if err := verify(x509.ExtKeyUsageClientAuth); err != nil {
		t.Error(err)
	}
	if err := verify(x509.ExtKeyUsageServerAuth); err == nil {
		t.Error("can serve")
	}
}

func TestIssueMakesCertificatesThatAreValidForAYear(t *testing.T) {
	certificate, _ := issue(t, Request{CommonName: "a"})
	if want := now.Add(-time.Hour); !certificate.NotBefore.Equal(want) {
		t.Errorf("valid from %s, want %s", certificate.NotBefore, want)
	}
	if want := now.Add(365 * 24 * time.Hour); !certificate.NotAfter.Equal(want) {
		t.Errorf("valid until %s, want %s", certificate.NotAfter, want)
	}
}
