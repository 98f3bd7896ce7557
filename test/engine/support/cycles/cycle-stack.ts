import assert from "node:assert/strict";
import type { Ended } from "../../../support/command";
import type { CloudStack } from "../cloud-stack";
import { argumentsAfter, type Change, type Cycle, type Effect } from "./change";

/** Name of the cluster's component. */
const name = "prod";
const behindName = (resource: string) => resource.replace(`${name}-`, "");

/** A cluster after so many stages, with the rights of one namespace's jobs, and what the cluster tells of itself. */
export function programOf(cycle: Cycle, stages: number, more: object = {}): string {
    const args = { ...argumentsAfter(cycle, stages), ...more };
    return `
        const pulumi = require("@pulumi/pulumi");
        const { ${cycle.component} } = require("pulumi-flink-platform/${cycle.cloud}");
        const cluster = new ${cycle.component}("${name}", ${JSON.stringify(args)});
        const access = ["state:readWrite", "logs:write"];
        cluster.bindServiceAccount("jobs", { namespace: "jobs", serviceAccount: "flink", access, statePrefix: "jobs" }, {});
        return {
            flinkConfiguration: cluster.stateStore.flinkConfiguration("2.2.1"),
            kubeconfig: pulumi.unsecret(cluster.kubeconfig),
            storageClassName: cluster.storageClassName,
        };`;
}

/** A resource as the stack has it. */
interface Kept {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly outputs?: unknown;
}

/** What a stack has. */
export async function keptBy(stack: CloudStack): Promise<readonly Kept[]> {
    const state = await stack.state();
    return JSON.parse(state.slice(state.indexOf("{"))).deployment.resources ?? [];
}

/** What is in the account and not in the stack, as `type id`. */
export async function leftBy(stack: CloudStack): Promise<string[]> {
    const kept = new Set((await keptBy(stack)).map(({ type, id }) => `${type} ${id}`));
    return stack.account().filter((thing) => !kept.has(thing));
}

/** What a run did to each resource, by its name behind the cluster's; `replace` takes the old one away first. */
export function stepsOf(output: string): ReadonlyMap<string, string> {
    const steps = new Map<string, string>();
    const line =
        /^ *(?:\+|~|-|\+-|\+\+|--) +\S+ (\S+) (created replacement|deleted original|created|updated|deleted)\b/gm;
    for (const [, resource = "", word = ""] of output.matchAll(line)) {
        const key = behindName(resource);
        steps.set(key, steps.get(key) ?? effects[word] ?? word);
    }
    return steps;
}

/** The first that is said of a resource tells which it is. */
const effects: Readonly<Record<string, string>> = {
    created: "create",
    updated: "update",
    deleted: "delete",
    "created replacement": "remake",
    "deleted original": "replace",
} satisfies Record<string, Effect>;

/** Asserts that a run succeeded; returns what it said. */
export async function succeeds(run: Promise<Ended>): Promise<string> {
    const { code, output } = await run;
    assert.equal(code, 0, output);
    return output;
}

/** Asserts that each change did what it should, and that the cloud has its value. */
export async function assertChanged(stack: CloudStack, changes: readonly Change[], output: string): Promise<void> {
    const steps = stepsOf(output);
    const kept = new Map(
        (await keptBy(stack)).map(({ urn, type, outputs }) => [
            type === "pulumi:pulumi:Stack" ? "outputs" : behindName(urn.split("::").at(-1) ?? ""),
            outputs,
        ]),
    );
    const found = changes.flatMap(({ argument, by = "update", at, path = "", shown }) => {
        if (at === undefined) {
            return [];
        }
        const resource = at.endsWith("*")
            ? ([...steps].find(([key, step]) => key.startsWith(at.slice(0, -1)) && step === by)?.[0] ?? at)
            : at;
        const value = valueAt(kept.get(resource), path);
        const isShown = shown instanceof RegExp && shown.test(JSON.stringify(value) ?? "");
        const step = at === "outputs" ? by : (steps.get(resource) ?? "leave");
        return [{ argument, step, value: isShown ? shown : value }];
    });
    const wanted = changes.flatMap(({ argument, by = "update", at, shown }) =>
        at === undefined ? [] : [{ argument, step: by, value: shown }],
    );
    assert.deepEqual(found, wanted);
}

function valueAt(value: unknown, path: string): unknown {
    const keys = path.split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."));
    return keys.reduce<any>((found, key) => found?.[key], value);
}
