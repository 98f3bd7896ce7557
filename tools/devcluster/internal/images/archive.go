// Package images writes and reads OCI image archives (https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md).
package images

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
)

const (
	mediaIndex    = "application/vnd.oci.image.index.v1+json"
	mediaManifest = "application/vnd.oci.image.manifest.v1+json"
	mediaConfig   = "application/vnd.oci.image.config.v1+json"
	mediaLayer    = "application/vnd.oci.image.layer.v1.tar"

	nameAnnotation      = "io.containerd.image.name"
	referenceAnnotation = "org.opencontainers.image.ref.name"
)

// File is one file of an image's only layer.
type File struct {
	Path    string
	Mode    int64
	Content []byte
}

// Image is what Write puts into an archive.
type Image struct {
	Name         string
	Architecture string
	Entrypoint   []string
	Files        []File
}

type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int               `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

// Write writes an image with one layer as an OCI archive.
func Write(output io.Writer, image Image) error {
	layer, err := layerOf(image.Files)
	if err != nil {
		return err
	}
	blobs := map[string][]byte{}
	add := func(mediaType string, content []byte) descriptor {
		sum := sha256.Sum256(content)
		digest := hex.EncodeToString(sum[:])
		blobs["blobs/sha256/"+digest] = content
		return descriptor{MediaType: mediaType, Digest: "sha256:" + digest, Size: len(content)}
	}
	layerDescriptor := add(mediaLayer, layer)
	config, err := json.Marshal(map[string]any{
		"architecture": image.Architecture, "os": "linux",
		"config": map[string]any{"Entrypoint": image.Entrypoint},
		"rootfs": map[string]any{"type": "layers", "diff_ids": []string{layerDescriptor.Digest}},
	})
	if err != nil {
		return err
	}
	manifest, err := json.Marshal(map[string]any{
		"schemaVersion": 2, "mediaType": mediaManifest, "config": add(mediaConfig, config), "layers": []descriptor{layerDescriptor},
	})
	if err != nil {
		return err
	}
	manifestDescriptor := add(mediaManifest, manifest)
	manifestDescriptor.Annotations = map[string]string{nameAnnotation: image.Name, referenceAnnotation: image.Name}
	index, err := json.Marshal(map[string]any{"schemaVersion": 2, "mediaType": mediaIndex, "manifests": []descriptor{manifestDescriptor}})
	if err != nil {
		return err
	}
	files := []File{{"oci-layout", 0o644, []byte(`{"imageLayoutVersion":"1.0.0"}`)}, {"index.json", 0o644, index}}
	for path, content := range blobs {
		files = append(files, File{path, 0o644, content})
	}
	archive, err := layerOf(files)
	if err != nil {
		return err
	}
	_, err = output.Write(archive)
	return err
}

func layerOf(files []File) ([]byte, error) {
	var buffer bytes.Buffer
	writer := tar.NewWriter(&buffer)
	for _, file := range files {
		header := tar.Header{Name: strings.TrimPrefix(file.Path, "/"), Mode: file.Mode, Size: int64(len(file.Content)), Typeflag: tar.TypeReg}
		if err := writer.WriteHeader(&header); err != nil {
			return nil, err
		}
		if _, err := writer.Write(file.Content); err != nil {
			return nil, err
		}
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}
