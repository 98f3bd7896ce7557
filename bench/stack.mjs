// The stack files of the measured programs.

/** A small job of a namespace. */
export const job = (namespace) => ({
    namespace,
    flinkVersion: "1.18",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    jobManager: { memoryMiB: 1024, cpu: 0.1 },
    taskManager: { memoryMiB: 1024, cpu: 0.1 },
});

/**
 * So many jobs of a namespace, by name, in few words: Pulumi hands a stack file to its program in one variable of the
 * environment, which Linux takes up to 128 KiB: https://www.man7.org/linux/man-pages/man2/execve.2.html
 */
export const jobs = (count, namespace) => {
    const shortJob = { namespace, flinkVersion: "1.18", jar: "local:///opt/job.jar" };
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`job-${index}`, shortJob]));
};

// By default the operator looks at a job that starts every 10 s: as much as what is to be measured.
const watchClosely = {
    "kubernetes.operator.observer.progress-check.interval": "1 s",
    "kubernetes.operator.observer.rest-ready.delay": "1 s",
};

/** Text of a stack file with a local cluster and these applications. */
export const settings = (applications) =>
    JSON.stringify({
        config: {
            "flink-platform:cluster": { cloud: "local" },
            "flink-platform:operator": { release: "1.7.0", configuration: watchClosely },
            "flink-platform:applications": applications,
        },
    });

/** A change of the stack file. */
export const withApplications =
    (applications) =>
    ({ config, ...rest }) => ({ ...rest, config: { ...config, "flink-platform:applications": applications } });
