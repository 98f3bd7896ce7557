package node

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// API talks to a cluster's API server as its administrator.
type API struct {
	server string
	client *http.Client
}

// NewAPI reads the administrator's certificate from a cluster's pki folder.
func NewAPI(server, pkiFolder string) (*API, error) {
	authority, err := os.ReadFile(pkiFolder + "/" + authorityName + ".crt")
	if err != nil {
		return nil, err
	}
	client, err := tls.LoadX509KeyPair(pkiFolder+"/"+adminName+".crt", pkiFolder+"/"+adminName+".key")
	if err != nil {
		return nil, err
	}
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(authority)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: authorities, Certificates: []tls.Certificate{client}}}
	return &API{server, &http.Client{Transport: transport, Timeout: 5 * time.Second}}, nil
}

// Ready is nil when the API server serves with everything it sets up at its start.
func (a *API) Ready(ctx context.Context) error {
	_, err := a.request(ctx, http.MethodGet, "/readyz", nil)
	return err
}

// NodeReady is nil when the node has joined and takes pods.
func (a *API) NodeReady(ctx context.Context, name string) error {
	text, err := a.request(ctx, http.MethodGet, "/api/v1/nodes/"+name, nil)
	if err != nil {
		return err
	}
	var node struct {
		Status struct {
			Conditions []struct{ Type, Status, Message string }
		}
	}
	if err := json.Unmarshal(text, &node); err != nil {
		return err
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type != "Ready" {
			continue
		}
		if condition.Status == "True" {
			return nil
		}
		return errors.New(condition.Message)
	}
	return errors.New("the kubelet has not reported yet")
}

// Exists is nil when the object is there.
func (a *API) Exists(ctx context.Context, path string) error {
	_, err := a.request(ctx, http.MethodGet, path, nil)
	return err
}

// Create makes an object; one that exists is kept.
func (a *API) Create(ctx context.Context, path string, value object) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = a.request(ctx, http.MethodPost, path, text)
	var answer statusError
	if errors.As(err, &answer) && answer.code == http.StatusConflict {
		return nil
	}
	return err
}

type statusError struct {
	code int
	text string
}

func (e statusError) Error() string { return fmt.Sprintf("answer %d: %s", e.code, e.text) }

func (a *API) request(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, a.server+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := a.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= http.StatusBadRequest {
		return nil, statusError{response.StatusCode, string(text)}
	}
	return text, err
}
