// Package cgroups makes and removes the control group below which one cluster's pods live, in every hierarchy of the machine.
package cgroups

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const mountInfoFile = "/proc/self/mountinfo"

// Hierarchy is one mounted tree of control groups.
type Hierarchy struct {
	MountPoint string
	// Unified is true for cgroup v2.
	Unified bool
}

// ParseMountInfo finds the hierarchies in the text of /proc/self/mountinfo (proc(5) gives its fields).
func ParseMountInfo(text string) []Hierarchy {
	var found []Hierarchy
	for line := range strings.Lines(text) {
		before, after, separated := strings.Cut(strings.TrimSpace(line), " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if !separated || len(fields) < 5 || len(kind) == 0 {
			continue
		}
		if kind[0] == "cgroup" || kind[0] == "cgroup2" {
			found = append(found, Hierarchy{MountPoint: fields[4], Unified: kind[0] == "cgroup2"})
		}
	}
	return found
}

// Create makes the group in every hierarchy, with the weight of a number of processors; one that exists is kept.
func Create(name string, processors int) error {
	hierarchies, err := list()
	if err != nil {
		return err
	}
	for _, hierarchy := range hierarchies {
		group := filepath.Join(hierarchy.MountPoint, name)
		if err := os.Mkdir(group, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("making control group %s: %w", group, err)
		}
		if err := errors.Join(prepare(hierarchy, group), weigh(group, processors)); err != nil {
			return err
		}
	}
	return nil
}

// weigh gives a group the part of a busy machine's time that its processors stand for. A new v1 group has the weight of one
// single process, so that all pods together would get next to nothing beside a handful of busy processes: a JobManager then
// takes minutes to start, and loses its lease.
func weigh(group string, processors int) error {
	shares := processors * 1024 // a processor's part: https://docs.kernel.org/scheduler/sched-design-CFS.html
	files := map[string]int{
		"cpu.shares": shares,
		// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2254-cgroup-v2#phase-1-convert-from-cgroups-v1-settings-to-v2
		"cpu.weight": min(1+(shares-2)*9999/262142, 10_000),
	}
	for name, weight := range files {
		path := filepath.Join(group, name)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue // another controller's hierarchy, or one that the machine's owner keeps to himself
		}
		if err := os.WriteFile(path, []byte(strconv.Itoa(weight)), 0o644); err != nil {
			return fmt.Errorf("setting %s: %w", path, err)
		}
	}
	return nil
}

// prepare gives a new group what the kernel leaves out: a v1 cpuset is born empty and takes no process, and a v2 group's
// children have only the controllers that are switched on above them.
func prepare(hierarchy Hierarchy, group string) error {
	for _, name := range []string{"cpuset.cpus", "cpuset.mems"} {
		inherited, err := os.ReadFile(filepath.Join(hierarchy.MountPoint, name))
		if hierarchy.Unified || errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(group, name), inherited, 0o644); err != nil {
			return fmt.Errorf("filling %s of control group %s: %w", name, group, err)
		}
	}
	if !hierarchy.Unified {
		return nil
	}
	controllers, err := os.ReadFile(filepath.Join(hierarchy.MountPoint, "cgroup.controllers"))
	if err != nil {
		return err
	}
	for _, controller := range strings.Fields(string(controllers)) {
		for _, directory := range []string{hierarchy.MountPoint, group} {
			// A controller that the machine's owner keeps to himself stays off; the kubelet names it if it needs it.
			_ = os.WriteFile(filepath.Join(directory, "cgroup.subtree_control"), []byte("+"+controller), 0o644)
		}
	}
	return nil
}

// Remove deletes the group and all below it in every hierarchy. A group can be deleted only after its last process is gone,
// so it tries again until the deadline has passed.
func Remove(name string, deadline time.Duration) error {
	hierarchies, err := list()
	if err != nil {
		return err
	}
	giveUp := time.Now().Add(deadline)
	for _, hierarchy := range hierarchies {
		group := filepath.Join(hierarchy.MountPoint, name)
		for {
			err := removeTree(group)
			if err == nil {
				break
			}
			if time.Now().After(giveUp) {
				return fmt.Errorf("removing control group %s: %w", group, err)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	return nil
}

func removeTree(group string) error {
	var directories []string
	err := filepath.WalkDir(group, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && entry.IsDir() {
			directories = append(directories, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, directory := range slices.Backward(directories) {
		if err := os.Remove(directory); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func list() ([]Hierarchy, error) {
	text, err := os.ReadFile(mountInfoFile)
	if err != nil {
		return nil, err
	}
	return ParseMountInfo(string(text)), nil
}
