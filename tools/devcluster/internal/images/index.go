package images

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// Reference is an image that an archive holds.
type Reference struct {
	// Name is complete, such as docker.io/library/flink:1.18.1-java17.
	Name string
	// Digest is that of the manifest or of the image's own index.
	Digest string
}

// ReadReferences lists the images in an OCI archive without reading their layers.
func ReadReferences(archivePath string) ([]Reference, error) {
	file, err := os.Open(archivePath)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// The tar reader seeks over what it skips, so even a large archive is read in milliseconds.
	reader := tar.NewReader(file)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s is not an OCI image archive: it has no index.json", archivePath)
		}
		if err != nil {
			return nil, fmt.Errorf("%s is not an OCI image archive: %w", archivePath, err)
		}
		if path.Clean(header.Name) != "index.json" {
			continue
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			return nil, err
		}
		references, err := parseIndex(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", archivePath, err)
		}
		return references, nil
	}
}

func parseIndex(text []byte) ([]Reference, error) {
	var index struct{ Manifests []descriptor }
	if err := json.Unmarshal(text, &index); err != nil {
		return nil, fmt.Errorf("index.json is not valid: %w", err)
	}
	var references []Reference
	for _, manifest := range index.Manifests {
		name := manifest.Annotations[nameAnnotation]
		if name == "" {
			name = manifest.Annotations[referenceAnnotation]
		}
		if !isComplete(name) {
			return nil, fmt.Errorf("index.json names an image %q; pods find an image only by a complete name such as docker.io/library/flink:1.18.1-java17", name)
		}
		references = append(references, Reference{Name: name, Digest: manifest.Digest})
	}
	if len(references) == 0 {
		return nil, errors.New("index.json names no image")
	}
	return references, nil
}

// isComplete says whether a name has a registry and a tag: docker.io/library/flink:1.18.1 and localhost/pause:1, but
// neither flink:1.18.1 nor docker.io/library/flink.
func isComplete(name string) bool {
	registry, rest, hasPath := strings.Cut(name, "/")
	isHost := registry == "localhost" || strings.ContainsAny(registry, ".:")
	return hasPath && isHost && strings.ContainsAny(path.Base(rest), ":@")
}
