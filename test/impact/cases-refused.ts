import { row, type Version } from "./change-case";

const stateless: Version = { job: { upgradeMode: "stateless" } };
const isSuspended: Version = { job: { state: "suspended" } };
const noHighAvailability = { "high-availability.type": "NONE" };
const session: Version = { spec: { job: undefined } };
const isSessionCluster = true;
const lost = { state: "lost", stateLoss: "undeclared" } as const;

/** Changes that no update brings about: the object is another one, or the operator refuses. */
export const refusedCases = [
    row(
        "another namespace",
        { after: { namespace: "bank" } },
        { ...lost, verdict: "replace", causes: ["metadata.namespace"] },
    ),
    row(
        "another name, from a savepoint",
        { after: { name: "sales", job: { initialSavepointPath: "s3://a/1" } } },
        {
            verdict: "replace",
            causes: ["metadata.name"],
            state: "givenSavepoint",
            stateLoss: "declared",
        },
    ),
    row(
        "another name, from the savepoint of its first start",
        { both: { job: { initialSavepointPath: "s3://a/1" } }, after: { name: "sales" } },
        { verdict: "replace", causes: ["metadata.name"], state: "givenSavepoint", stateLoss: "undeclared" },
    ),
    row(
        "native to standalone",
        { after: { spec: { mode: "standalone" } } },
        {
            verdict: "refuse",
            causes: ["spec.mode"],
            refusal: `must stay "native", got "standalone"; take it out, run pulumi up, and declare it anew with initialSavepointPath`,
        },
    ),
    row(
        "an application to a session cluster",
        { after: { spec: { job: undefined } } },
        {
            verdict: "refuse",
            causes: ["spec.job"],
            isSessionCluster,
            refusal:
                "cannot be taken away from an application; take it out, run pulumi up, and declare it anew with initialSavepointPath",
        },
    ),
    row(
        "a session cluster to an application",
        { before: session },
        {
            verdict: "refuse",
            causes: ["spec.job"],
            refusal: "cannot be added to a session cluster; declare an application of its own",
        },
    ),
    row(
        "another Flink version while it is suspended",
        {
            before: isSuspended,
            after: { spec: { flinkVersion: "v1_20" } },
        },
        {
            verdict: "refuse",
            causes: ["spec.flinkVersion"],
            refusal: `must stay "v1_18" while the job is suspended with its last checkpoint, got "v1_20"; resume it first`,
        },
    ),
    row(
        "a redeployment from nowhere",
        { after: { job: { savepointRedeployNonce: 1 } } },
        {
            verdict: "refuse",
            causes: ["spec.job.savepointRedeployNonce"],
            refusal: "needs initialSavepointPath, as the job is to start from it; set it to a savepoint or checkpoint",
        },
    ),
    row(
        "last-state without a folder for savepoints, on operator 1.7.0",
        {
            release: "1.7.0",
            both: { options: { "state.savepoints.dir": "" } },
            before: { ...stateless, options: { ...noHighAvailability, "state.savepoints.dir": "" } },
        },
        {
            verdict: "refuse",
            causes: ["spec.job.upgradeMode"],
            refusal: `cannot become "last-state" without a savepoint; set "state.savepoints.dir" as well`,
        },
    ),
    row(
        "high availability switched off",
        { after: { options: noHighAvailability } },
        {
            verdict: "refuse",
            causes: [`spec.flinkConfiguration["high-availability.type"]`],
            refusal:
                `must stay "kubernetes" in a change that restarts the job from its last checkpoint, which only that knows, ` +
                `got "NONE"; set upgradeMode to "savepoint" for this change`,
        },
    ),
];
