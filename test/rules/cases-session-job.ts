import { rule } from "./rule-case";
import { applicationSpec, outlives, sessionJob, without } from "./subjects";

const allowed = `add it to "kubernetes.operator.user.artifacts.allowed-schemes" in the operator's configuration, with ";" between them`;
const publicHost = `use a public one, or set "kubernetes.operator.user.artifacts.disallow-restricted-hosts" to "false" in the operator's configuration`;

export const sessionJobCases = [
    rule([43, 44, 46, 52], "takes a session job of a session cluster", () => sessionJob(), []),
    rule([43], "rejects the name of no cluster", () => sessionJob({ spec: { deploymentName: "Session" } }), [
        `spec.deploymentName must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Session"`,
    ]),
    rule([43], "rejects a job without a cluster", () => sessionJob({ spec: { deploymentName: undefined } }), [
        "spec.deploymentName is required: the name of the session cluster's FlinkDeployment",
    ]),
    rule([44], "rejects a session job without a job", () => sessionJob({ spec: { job: undefined } }), [
        "spec.job is required: the job to run",
    ]),
    rule(
        [46],
        "rejects a jar that is no URI",
        () => sessionJob({ job: { jarURI: "https://jars.example.com/my orders.jar" } }),
        [`spec.job.jarURI must be a URI, in which " " has to be escaped, got "https://jars.example.com/my orders.jar"`],
    ),
    rule([47], "rejects a jar without a scheme", () => sessionJob({ job: { jarURI: "/opt/orders.jar" } }), [
        `spec.job.jarURI must have a scheme such as local:// or https://, got "/opt/orders.jar"`,
    ]),
    rule(
        [48],
        "rejects a scheme that the operator does not fetch",
        () => sessionJob({ job: { jarURI: "s3://jars/orders.jar" } }),
        [`spec.job.jarURI must have a scheme that the operator fetches (https), got "s3"; ${allowed}`],
    ),
    rule(
        [48],
        "takes a scheme that the operator is told to fetch",
        () =>
            sessionJob({
                job: { jarURI: "s3://jars/orders.jar" },
                operator: { "kubernetes.operator.user.artifacts.allowed-schemes": "https; s3" },
            }),
        [],
    ),
    rule(
        [47, 48, 51],
        "leaves the jar alone before operator 1.15",
        () =>
            ["s3://jars/orders.jar", "/opt/orders.jar", "http://10.0.0.1/a.jar"].flatMap((jarURI) =>
                sessionJob({ release: "1.14.0", job: { jarURI } }),
            ),
        [],
    ),
    rule([49], "rejects an address without a host", () => sessionJob({ job: { jarURI: "https:///orders.jar" } }), [
        `spec.job.jarURI must name a host, got "https:///orders.jar"`,
    ]),
    ...[
        "127.0.0.1",
        "169.254.169.254",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
    ].map((host) =>
        rule(
            [51],
            `rejects the host ${host}`,
            () => sessionJob({ job: { jarURI: `https://${host}:8443/orders.jar` } }),
            [
                `spec.job.jarURI must not be on a host that is internal to a machine or network, got "${host}"; ${publicHost}`,
            ],
        ),
    ),
    rule(
        [51],
        "takes a public address and a name",
        () =>
            ["https://172.32.0.1/a.jar", "https://[2001:db8::1]/a.jar", "https://jars.local/a.jar"].flatMap((jarURI) =>
                sessionJob({ job: { jarURI } }),
            ),
        [],
    ),
    rule(
        [49, 51],
        "takes any host where the operator is told so",
        () =>
            sessionJob({
                job: { jarURI: "https://127.0.0.1/a.jar" },
                operator: { "kubernetes.operator.user.artifacts.disallow-restricted-hosts": "false" },
            }),
        [],
    ),
    rule([52], "rejects an application as cluster", () => sessionJob({ cluster: applicationSpec() }), [
        `spec.deploymentName must name a session cluster, not an application, which only runs its own job, got "session"`,
    ]),
    rule(
        [14],
        "judges the job over the cluster's options",
        () =>
            sessionJob({
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [
            `spec.job.upgradeMode is "savepoint", which needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [14],
        "counts the job's own options from operator 1.8 on",
        () =>
            sessionJob({
                release: "1.8.0",
                spec: { flinkConfiguration: { "state.savepoints.dir": "s3://a" } },
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [],
    ),
    rule(
        [14],
        "does not count them before",
        () =>
            sessionJob({
                release: "1.7.0",
                spec: { flinkConfiguration: { "state.savepoints.dir": "s3://a" } },
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [
            `spec.job.upgradeMode is "savepoint", which needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [14],
        "says nothing of options of a cluster that it does not see",
        () => sessionJob({ cluster: undefined }),
        [],
    ),
    rule(
        [13],
        "rejects last-state for session jobs before operator 1.10",
        () => sessionJob({ release: "1.9.0", job: { upgradeMode: "last-state" } }),
        [
            `spec.job.upgradeMode must be "savepoint" or "stateless" for a session job on operator 1.9.0, got "last-state"`,
        ],
    ),
    rule([19], "rejects a session job without parallelism", () => sessionJob({ job: { parallelism: 0 } }), [
        "spec.job.parallelism must be a whole number of at least 1, got 0",
    ]),
    rule(
        [35],
        "judges the cluster's autoscaler",
        () =>
            sessionJob({
                cluster: applicationSpec({
                    spec: { job: undefined },
                    options: { "job.autoscaler.enabled": true, "job.autoscaler.scale-down.max-factor": -1 },
                }),
            }),
        [`sessionCluster.spec.flinkConfiguration["job.autoscaler.scale-down.max-factor"] must be at least 0, got -1`],
    ),
];
