package cluster

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// Mode is how much of Kubernetes a cluster runs.
type Mode string

const (
	// WholeNode runs everything, pods included.
	WholeNode Mode = "node"
	// ControlPlane runs the API server, its store and the controllers, and no node.
	ControlPlane Mode = "control plane"
)

// State is what a cluster writes down about itself when it starts.
type State struct {
	Mode Mode `json:"mode"`
	// Pid is the first process of the cluster's process namespace, as the host numbers it.
	Pid int `json:"pid"`
	// StartTicks tells that process from a later one with the same number (field 22 of proc_pid_stat(5)).
	StartTicks uint64       `json:"startTicks"`
	Link       network.Link `json:"link"`
	StartedAt  time.Time    `json:"startedAt"`
	// Ready is false while `up` is at work, and stays false if it was cut short.
	Ready bool `json:"ready"`
	// Kubeconfigs are the files outside the cluster's folder that `up` wrote and `down` removes.
	Kubeconfigs []string `json:"kubeconfigs"`
}

// StateFile is the name of the state in the cluster's folder.
const StateFile = "state.json"

// Server is the API server's address.
func (s State) Server() string {
	return fmt.Sprintf("https://%s:%d", s.Link.Node, network.APIPort)
}

// ReadState returns nil when the cluster has none: it never started, or is down.
func (c Cluster) ReadState() (*State, error) {
	text, err := os.ReadFile(c.Path(StateFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var state State
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, fmt.Errorf("%s is not valid: %w; remove the folder %s", c.Path(StateFile), err, c.Directory)
	}
	return &state, nil
}

// WriteState replaces the state as a whole.
func (c Cluster) WriteState(state State) error {
	text, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return err
	}
	return WriteFile(c.Path(StateFile), append(text, '\n'))
}

// WriteFile replaces a file at once, readable by its owner only.
func WriteFile(path string, content []byte) error {
	draft := path + ".new"
	if err := os.WriteFile(draft, content, 0o600); err != nil {
		return err
	}
	return os.Rename(draft, path)
}

// Running says whether the process that the state names is still there.
func (s State) Running() bool {
	ticks, err := StartTicks(s.Pid)
	return err == nil && ticks == s.StartTicks
}

// StartTicks is when a process started, in clock ticks since the machine did.
func StartTicks(pid int) (uint64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	return parseStartTicks(text)
}

func parseStartTicks(stat []byte) (uint64, error) {
	// The second field is the program's name in parentheses and may itself hold spaces and parentheses.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(fields) < 20 {
		return 0, fmt.Errorf("cannot read %q", stat)
	}
	// Of a killed process the first thread ends before the others, the last of which ends the processes below it.
	if hasOtherThreads := fields[17] != "0" && fields[17] != "1"; (fields[0] == "Z" || fields[0] == "X") && !hasOtherThreads {
		return 0, errors.New("process has ended")
	}
	return strconv.ParseUint(fields[19], 10, 64)
}

// Stop ends the cluster's first process, and with it all others, and waits until it is gone.
func (s State) Stop(grace time.Duration) error {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		giveUp := time.Now().Add(grace)
		for s.Running() {
			if time.Now().After(giveUp) {
				break
			}
			if err := syscall.Kill(s.Pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("ending process %d: %w", s.Pid, err)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	if s.Running() {
		return fmt.Errorf("process %d does not end", s.Pid)
	}
	return nil
}

// AddKubeconfig notes a file once.
func (s *State) AddKubeconfig(path string) {
	if !slices.Contains(s.Kubeconfigs, path) {
		s.Kubeconfigs = append(s.Kubeconfigs, path)
	}
}
