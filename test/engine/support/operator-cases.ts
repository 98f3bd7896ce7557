import { applicationSpec, type Change } from "../../rules/subjects";
import type { Question } from "./operator-validator";

/** One row: a resource that the operator accepts or refuses for the sake of one rule. */
export interface OperatorCase {
    /** Its number, or its subject where later releases do not have it. */
    readonly rule: number | string;
    readonly title: string;
    readonly question: Question;
    /** Words of the operator's error; undefined if it accepts the resource. */
    readonly refusal: string | undefined;
}

/** A row of a rule. */
export function row(
    rule: OperatorCase["rule"],
    title: string,
    question: Question,
    refusal: string | undefined = undefined,
): OperatorCase {
    return { rule, title, question, refusal };
}

/** An application that is good but for the change. A key that is undefined is taken away. */
export function asked(change: Change = {}): Question {
    return {
        kind: "FlinkDeployment",
        name: change.name ?? "orders",
        spec: plain(applicationSpec(change)),
        operator: change.operator ?? {},
    };
}

/** A session cluster that is good but for the change. */
export function askedCluster(change: Change = {}): Question {
    return asked({ ...change, spec: { ...change.spec, job: undefined } });
}

/** A session job that is good but for the change, on a session cluster that is too. */
export function askedSessionJob(
    change: {
        readonly spec?: object;
        readonly job?: object;
        readonly cluster?: Change | undefined;
        readonly operator?: Question["operator"];
    } = {},
): Question {
    const job = { jarURI: "https://jars.example.com/orders.jar", parallelism: 2, upgradeMode: "savepoint" };
    const spec = { deploymentName: "session", job: { ...job, ...change.job }, ...change.spec };
    const cluster = "cluster" in change ? change.cluster : { spec: { job: undefined } };
    return {
        kind: "FlinkSessionJob",
        name: "orders",
        spec: plain(spec),
        cluster: cluster === undefined ? undefined : { name: "session", spec: plain(applicationSpec(cluster)) },
        operator: change.operator ?? {},
    };
}

function plain(spec: object): object {
    return JSON.parse(JSON.stringify(spec)) as object;
}
