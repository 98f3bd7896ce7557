import { without, type Change } from "../../rules/subjects";
import { asked, askedSessionJob, row, type OperatorCase } from "./operator-cases";

const off = { "high-availability.type": "NONE" };
const noFolder = without("state.savepoints.dir");
const session = { job: undefined };
const suspended = { state: "suspended" } as const;
const older = { flinkVersion: "v1_17", image: "flink:1.17.2-java11" };

/** A row about a change of an application. */
function change(
    rule: OperatorCase["rule"],
    title: string,
    before: Change,
    after: Change,
    refusal?: string,
): OperatorCase {
    return row(rule, title, { ...asked(after), before: asked(before).spec }, refusal);
}

const notAfterSuspend = "Changing flinkVersion after last-state suspend";

export const changeCases: readonly OperatorCase[] = [
    change(4, "refuses another Flink for a suspended job", { spec: older, job: suspended }, {}, notAfterSuspend),
    change(4, "refuses it while it stays so", { spec: older, job: suspended }, { job: suspended }, notAfterSuspend),
    change(4, "takes another Flink for a job that runs", { spec: older }, {}),
    change(
        4,
        "takes it for a job that was suspended with a savepoint",
        { spec: older, job: { ...suspended, upgradeMode: "savepoint" } },
        {},
    ),
    change(
        4,
        "takes it for a job that begins anew",
        { spec: older, job: suspended },
        { job: { upgradeMode: "stateless" } },
    ),
    change(29, "refuses a job for a session cluster", { spec: session }, {}, "from session to job cluster"),
    change(29, "takes a session cluster that stays one", { spec: session }, { spec: session }),
    change(30, "refuses to take the job away", {}, { spec: session }, "from job to session cluster"),
    change(30, "takes another job", {}, { job: { jarURI: "local:///opt/other.jar" } }),
    ...[undefined, "native"].flatMap((mode) => [
        change(
            31,
            `refuses standalone after ${mode}`,
            { spec: { mode } },
            { spec: { mode: "standalone" } },
            "standalone",
        ),
        change(31, `takes native after ${mode}`, { spec: { mode } }, { spec: { mode: "native" } }),
        change(32, `refuses ${mode} after standalone`, { spec: { mode: "standalone" } }, { spec: { mode } }, "native"),
    ]),
    change(32, "takes standalone after standalone", { spec: { mode: "standalone" } }, { spec: { mode: "standalone" } }),
    change(
        "change to last-state",
        "refuses last-state for a job without high availability or savepoints",
        { job: { upgradeMode: "stateless" }, options: { ...off, ...noFolder } },
        { options: noFolder },
        "upgraded to last-state",
    ),
    change(
        "change to last-state",
        "takes it where there is a folder for savepoints",
        { job: { upgradeMode: "stateless" }, options: off },
        {},
    ),
    row(
        45,
        "refuses another cluster for a session job",
        {
            ...askedSessionJob({ cluster: undefined }),
            before: { ...askedSessionJob().spec, deploymentName: "other" },
        },
        "deploymentName can't be changed",
    ),
    row(45, "takes the same one", { ...askedSessionJob({ cluster: undefined }), before: askedSessionJob().spec }),
];
