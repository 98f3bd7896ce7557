package node

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// volumesMount is where the host path provisioner of kube-controller-manager makes its volumes, and nowhere else
// (pkg/volume/hostpath/host_path.go, hostPathProvisioner.Provision).
const volumesMount = "/tmp/hostpath_pv"

// openVolumes lets pods of any user write to a volume as soon as it is made: the provisioner makes folders that only root
// may write to, and a pod's fsGroup does not apply to them. It returns when the watch fails.
func openVolumes() error {
	watch, err := unix.InotifyInit1(unix.IN_CLOEXEC)
	if err != nil {
		return fmt.Errorf("watching volumes: %w", err)
	}
	defer unix.Close(watch)
	if _, err := unix.InotifyAddWatch(watch, volumesMount, unix.IN_CREATE|unix.IN_ONLYDIR); err != nil {
		return fmt.Errorf("watching %s: %w", volumesMount, err)
	}
	buffer := make([]byte, 64*(unix.SizeofInotifyEvent+unix.NAME_MAX+1))
	for {
		count, err := unix.Read(watch, buffer)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil {
			return fmt.Errorf("watching %s: %w", volumesMount, err)
		}
		for _, name := range createdNames(buffer[:count]) {
			if err := os.Chmod(filepath.Join(volumesMount, name), 0o777); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
	}
}

// createdNames reads the names out of the events of inotify(7).
func createdNames(events []byte) []string {
	var names []string
	for len(events) >= unix.SizeofInotifyEvent {
		event := (*unix.InotifyEvent)(unsafe.Pointer(&events[0]))
		end := unix.SizeofInotifyEvent + int(event.Len)
		names = append(names, strings.TrimRight(string(events[unix.SizeofInotifyEvent:end]), "\x00"))
		events = events[end:]
	}
	return names
}
