package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// FailureFile, in the cluster's folder, says why a cluster ended by itself.
const FailureFile = "failure"

// startTimeout is ample for a machine that builds something at the same time; a start takes 10 to 20 s.
const startTimeout = 3 * time.Minute

// inheritedDescriptors is one more than the highest descriptor that the command outside hands in.
const inheritedDescriptors = 5

// Report is one line of news for the command that started the cluster.
type Report struct {
	// Done is a step that ended well, and Seconds what it took.
	Done    string  `json:"done,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`
	// TakesImages is set once containerd can import images.
	TakesImages bool `json:"takesImages,omitempty"`
	// Failed says what went wrong; nothing follows it. Component is whose log tells more, if one does.
	Failed    string `json:"failed,omitempty"`
	Component string `json:"component,omitempty"`
	// Ready is the last report of a start that succeeded.
	Ready bool `json:"ready,omitempty"`
}

type supervisor struct {
	config    Config
	processes *processes
	report    func(Report)
	// fail ends the cluster; only the first call counts.
	fail context.CancelCauseFunc
}

// componentError is a problem of one component, whose log tells more.
type componentError struct {
	component string
	problem   error
}

func (e componentError) Error() string { return e.component + ": " + e.problem.Error() }
func (e componentError) Unwrap() error { return e.problem }

// Supervise is the first process inside the namespaces. It reads a Config, starts the cluster, writes Reports until the
// cluster is ready or has failed, and returns when a signal or a component's end ends it. All other processes of the
// namespace end with this one.
func Supervise(input io.Reader, reports io.WriteCloser) error {
	// Other processes must not hold what was handed to this one: the reports, and the lock on the images.
	for descriptor := range inheritedDescriptors {
		syscall.CloseOnExec(descriptor)
	}
	var config Config
	if err := json.NewDecoder(input).Decode(&config); err != nil {
		return fmt.Errorf("reading the configuration: %w", err)
	}
	stopped, release := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer release()
	ctx, fail := context.WithCancelCause(stopped)
	encoder := json.NewEncoder(reports)
	// Nobody may be listening any more; the cluster starts all the same.
	s := &supervisor{config, newProcesses(), func(report Report) { _ = encoder.Encode(report) }, fail}

	childEnded := make(chan os.Signal, 1)
	signal.Notify(childEnded, syscall.SIGCHLD)
	go s.processes.collect(childEnded)

	err := s.start(ctx)
	if err == nil {
		s.report(Report{Ready: true})
		reports.Close()
		<-ctx.Done()
		err = context.Cause(ctx)
	}
	if stopped.Err() != nil {
		return nil
	}
	var ofComponent componentError
	errors.As(err, &ofComponent)
	text := fmt.Sprintf("%s: %s\n", time.Now().Format(time.RFC3339), err)
	if writeError := os.WriteFile(file(FailureFile), []byte(text), 0o644); writeError != nil {
		fmt.Fprintln(os.Stderr, writeError)
	}
	s.report(Report{Failed: err.Error(), Component: ofComponent.component})
	return err
}

// start brings the cluster up to the point where pods can run, or where the API serves if there is no node.
func (s *supervisor) start(ctx context.Context) error {
	begin := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, startTimeout, fmt.Errorf("not done after %s", startTimeout))
	defer cancel()
	if err := s.prepare(); err != nil {
		return err
	}
	s.done("namespaces, network and certificates", begin)
	return s.startComponents(ctx)
}

func (s *supervisor) prepare() error {
	if err := isolateFiles(s.config); err != nil {
		return err
	}
	if err := unix.Sethostname([]byte(s.config.Cluster.NodeName())); err != nil {
		return fmt.Errorf("setting the host name: %w", err)
	}
	if err := network.RaiseNode(s.config.Link); err != nil {
		return err
	}
	if err := os.MkdirAll(file("logs"), 0o755); err != nil {
		return err
	}
	if err := writeCredentials(s.config); err != nil {
		return fmt.Errorf("writing certificates: %w", err)
	}
	return writeSettings(s.config)
}

func (s *supervisor) done(step string, begin time.Time) {
	s.report(Report{Done: step, Seconds: time.Since(begin).Seconds()})
}

// launch starts a component; its end, whenever that is, ends the cluster: none is restarted.
func (s *supervisor) launch(component Component) error {
	started, err := s.processes.start(component.Arguments, file("logs", component.Name+".log"))
	if err != nil {
		return componentError{component.Name, err}
	}
	go func() {
		s.fail(componentError{component.Name, errors.New(describe(<-started.ended))})
	}()
	return nil
}

// wait asks again and again until check succeeds, the component ends or the start's time is over.
func (s *supervisor) wait(ctx context.Context, component string, check func(context.Context) error) error {
	var last error
	for {
		if last = check(ctx); last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			cause := context.Cause(ctx)
			var ofComponent componentError
			if errors.As(cause, &ofComponent) {
				return cause
			}
			return componentError{component, fmt.Errorf("%w: %w", cause, last)}
		case <-time.After(50 * time.Millisecond):
		}
	}
}
