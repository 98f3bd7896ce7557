package node

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/images"
)

// emptyTimeout is ample for taking the containers of an earlier cluster out of containerd's files, which takes half a second.
const emptyTimeout = 30 * time.Second

func (s *supervisor) startContainerd(ctx context.Context) error {
	begin := time.Now()
	if err := s.forgetContainers(ctx); err != nil {
		return err
	}
	if err := s.launch(containerd()); err != nil {
		return err
	}
	if err := s.wait(ctx, "containerd", dials("unix", ContainerdSocket)); err != nil {
		return err
	}
	if err := s.importPause(); err != nil {
		return componentError{"containerd", fmt.Errorf("importing the sandbox image: %w", err)}
	}
	s.done("containerd", begin)
	s.report(Report{TakesImages: true})
	return nil
}

func (s *supervisor) importPause() error {
	program, err := images.PauseProgram(runtime.GOARCH)
	if err != nil {
		return err
	}
	archive, err := os.Create("/run/pause.tar")
	if err != nil {
		return err
	}
	defer archive.Close()
	image := images.Image{
		Name: images.PauseName, Architecture: runtime.GOARCH, Entrypoint: []string{"/pause"},
		Files: []images.File{{Path: "/pause", Mode: 0o755, Content: program}},
	}
	if err := images.Write(archive, image); err != nil {
		return err
	}
	return s.processes.run(images.ImportCommand(ContainerdSocket, archive.Name()), s.containerdLog())
}

// forgetContainers leaves only images in the files of an earlier cluster's containerd. Files that it cannot read are
// deleted: all that is lost is the time to import images again.
func (s *supervisor) forgetContainers(ctx context.Context) error {
	kept, err := os.ReadDir(containerdMount)
	if err != nil || len(kept) == 0 {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, emptyTimeout)
	defer cancel()
	problem := s.deleteContainers(ctx)
	for _, entry := range kept {
		// What the CRI plugin and the task service wrote is about containers alone.
		aboutContainers := strings.HasPrefix(entry.Name(), "io.containerd.grpc.v1.cri") || strings.HasPrefix(entry.Name(), "io.containerd.runtime.v2.task")
		if problem != nil || aboutContainers {
			if err := os.RemoveAll(filepath.Join(containerdMount, entry.Name())); err != nil {
				return err
			}
		}
	}
	if problem != nil {
		s.report(Report{Done: fmt.Sprintf("images of earlier clusters deleted, since containerd could not use them: %s", problem)})
	}
	return nil
}

// deleteContainers runs containerd without its CRI plugin, which would take over the earlier cluster's pods.
func (s *supervisor) deleteContainers(ctx context.Context) error {
	withoutCRI := strings.Replace(containerdConfiguration(), "disabled_plugins = [", `disabled_plugins = ["io.containerd.grpc.v1.cri", `, 1)
	settingsFile, listFile := "/run/containerd-empty.toml", "/run/containers"
	if err := os.WriteFile(settingsFile, []byte(withoutCRI), 0o600); err != nil {
		return err
	}
	server, err := s.processes.start([]string{containerdProgram, "--config", settingsFile}, s.containerdLog())
	if err != nil {
		return err
	}
	defer func() { <-server.ended }()
	defer syscall.Kill(server.pid, syscall.SIGTERM)
	if err := s.wait(ctx, "containerd", dials("unix", ContainerdSocket)); err != nil {
		return err
	}
	if err := s.processes.run(images.ContainersCommand(ContainerdSocket, "list", "--quiet"), listFile); err != nil {
		return err
	}
	list, err := os.ReadFile(listFile)
	if err != nil || len(list) == 0 {
		return err
	}
	return s.processes.run(images.ContainersCommand(ContainerdSocket, append([]string{"delete"}, strings.Fields(string(list))...)...), s.containerdLog())
}

func (s *supervisor) containerdLog() string { return file("logs", "containerd.log") }
