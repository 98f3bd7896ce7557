import { applicationSpec, without } from "../../rules/subjects";
import { asked, askedSessionJob, row, type OperatorCase } from "./operator-cases";

const on = { "job.autoscaler.enabled": "true" };
const takenNumbers = ["0", "0.5", "1e2", "1d", ".5F", " 1 ", "Infinity", "0x1p3"];
const refusedNumbers = ["-0.1", "much", "", "1,5", "0x10", "0b1", "-Infinity"];

export const autoscalerCases: readonly OperatorCase[] = [
    ...["scale-down.max-factor", "scale-up.max-factor", "target.utilization", "target.utilization.boundary"].flatMap(
        (option, index) => [
            ...takenNumbers.map((value) =>
                row(35 + index, `takes "${value}"`, asked({ options: { ...on, [`job.autoscaler.${option}`]: value } })),
            ),
            ...refusedNumbers.map((value) =>
                row(
                    35 + index,
                    `refuses "${value}"`,
                    asked({ options: { ...on, [`kubernetes.operator.job.autoscaler.${option}`]: value } }),
                    option,
                ),
            ),
            row(
                35 + index,
                "takes anything while it is off",
                asked({ options: { [`job.autoscaler.${option}`]: "x" } }),
            ),
        ],
    ),
];

const wrongTarget = { "job.autoscaler.target.utilization": "-1" };
const cluster = { spec: { job: undefined } };

export const sessionJobCases: readonly OperatorCase[] = [
    row(43, "takes the name of its cluster", askedSessionJob()),
    row(
        43,
        "refuses a name that no cluster can have",
        askedSessionJob({ spec: { deploymentName: "Session" }, cluster: undefined }),
        "name: Session is invalid",
    ),
    row(43, "cannot do without the name", askedSessionJob({ spec: { deploymentName: undefined } }), "NullPointer"),
    row(44, "takes a job", askedSessionJob({ cluster: undefined })),
    // The operator asks for its upgrade mode before it says that there is none.
    row(44, "cannot do without the job", askedSessionJob({ spec: { job: undefined } }), "NullPointer"),
    row("last-state of a session job", "takes savepoint", askedSessionJob({ job: { upgradeMode: "savepoint" } })),
    row(
        "last-state of a session job",
        "refuses last-state",
        askedSessionJob({ job: { upgradeMode: "last-state" } }),
        "not supported in session job",
    ),
    row(52, "takes a session cluster", askedSessionJob({ cluster })),
    row(52, "refuses an application", askedSessionJob({ cluster: {} }), "application cluster"),
    row(
        13,
        "refuses a session job without the cluster's folder for checkpoints",
        askedSessionJob({ cluster: { ...cluster, options: without("state.checkpoints.dir") } }),
        "Checkpoint directory",
    ),
    row(
        14,
        "refuses a session job with a folder for savepoints of its own alone",
        askedSessionJob({
            spec: { flinkConfiguration: { "state.savepoints.dir": "s3://a" } },
            cluster: { ...cluster, options: without("state.savepoints.dir") },
        }),
        "upgraded with savepoint",
    ),
    row(
        19,
        "refuses a session job without parallelism on a cluster that counts its TaskManagers",
        askedSessionJob({
            job: { parallelism: undefined },
            cluster: { ...cluster, taskManager: { resource: { memory: "2g" }, replicas: 1 } },
        }),
        "Job parallelism",
    ),
    row(
        37,
        "refuses the autoscaler of the cluster",
        askedSessionJob({ cluster: { ...cluster, options: { ...on, ...wrongTarget } } }),
        "target.utilization",
    ),
    row(
        37,
        "takes a target of the job's own, which does not count",
        askedSessionJob({ spec: { flinkConfiguration: wrongTarget }, cluster: { ...cluster, options: on } }),
    ),
];

/** What the rules refuse and this release's validator does not, by the reason. */
export const stricter: Readonly<Record<string, readonly OperatorCase["question"][]>> = {
    "the API server takes numbers as the definitions have them, text and whole ones": [
        asked({ jobManager: { resource: { memory: 2048 as never } } }),
        asked({ job: { parallelism: 1.5 } }),
    ],
    "the API server drops what this release's definitions lack": [
        asked({ ingress: { template: "h", tls: [] } }),
        asked({ job: { savepointRedeployNonce: 1, initialSavepointPath: "s3://a" } }),
        asked({ job: { autoscalerResetNonce: 1 } }),
    ],
    "Flink or Kubernetes refuses it when the operator makes the pods": [
        asked({ spec: { imagePullPolicy: "Sometimes" } }),
        asked({ jobManager: { resource: { memory: "576m" } } }),
        asked({ taskManager: { resource: { memory: "981m" } } }),
        asked({ options: without("high-availability.storageDir") }),
        asked({ job: { jarURI: "https://jars.example.com/orders.jar" } }),
        asked({ job: { jarURI: undefined } }),
        asked({ spec: { podTemplate: { spec: { containers: [{ name: "log" }] } } } }),
    ],
    "the operator fails when it fetches the jar": [askedSessionJob({ job: { jarURI: "https://a/my orders.jar" } })],
    "the operator reads the switch once a JobManager is lost": [
        asked({ options: { "kubernetes.operator.jm-deployment-recovery.enabled": "yes" } }),
    ],
    "the operator asks once the session cluster is there": [
        askedSessionJob({ job: { parallelism: 0 }, cluster: undefined }),
    ],
    "it is no number to scale by": [asked({ options: { ...on, "job.autoscaler.target.utilization": "NaN" } })],
};

/** What this release's validator refuses and the rules do not, by the reason. */
export const laxer: Readonly<Record<string, readonly OperatorCase["question"][]>> = {
    "a program's session cluster is the one that the job names": [
        { ...askedSessionJob(), cluster: { name: "other", spec: applicationSpec(cluster) } },
    ],
};
