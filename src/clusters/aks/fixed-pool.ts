import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { openedInputs } from "../shared/fixed-inputs";

/** A pool that is made with the cluster, as the engine keeps it. */
export type PoolInputs = Readonly<Record<string, unknown>>;

/** Properties of a pool that AKS never changes, each with the argument that decides it. */
const fixedProperties = {
    availabilityZones: "zones",
    vmSize: "nodes.system",
    osDiskType: "nodes.system.localDisk",
    osDiskSizeGB: "nodes.system.diskGiB",
    enableEncryptionAtHost: "encryptionAtHost",
} as const;

const whatToDo = "raise generation for another cluster";

/**
 * Problems of a change that AKS refuses once the cluster exists. Values that are unknown or left out are left to AKS.
 *
 * @param olds pools as the engine keeps them; after a refresh they are all of the cluster's, in Azure's order and words.
 */
export function fixedPoolProblems(olds: readonly PoolInputs[], asked: PoolInputs): Problem[] {
    const old = olds.find(({ name }) => name === asked["name"]) ?? olds.find(({ name }) => isSystem(name));
    if (old === undefined) {
        return [];
    }
    // With a NAT gateway in each zone it is called by its zone.
    if ((old["name"] === "system") !== (asked["name"] === "system")) {
        return [
            {
                path: "network.natGateways",
                problem: `must not change on a cluster that exists, got another one; ${whatToDo}`,
            },
        ];
    }
    return Object.entries(fixedProperties).flatMap(([property, path]) => {
        const [before, after] = [old[property], asked[property]];
        return unless(
            isAbsent(before) || isAbsent(after) || pulumi.containsUnknowns(after) || printed(before) === printed(after),
            path,
            `must stay ${printed(before)}, which the cluster's first system pool has for good, got ${printed(after)}; ${whatToDo}`,
        );
    });
}

const isSystem = (name: unknown) => typeof name === "string" && /^system\d?$/.test(name);
const isAbsent = (value: unknown) => value === undefined || value === null;

/** Zones are a set, which Azure tells in its own order. */
const printed = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);

/** Hooks before a change of the cluster, which refuse such a one in the preview: AKS would do so halfway through the run. */
export function fixedPoolHooks(owner: string): pulumi.ResourceHook[] {
    const compare = async ({ oldInputs = {}, newInputs = {} }: pulumi.ResourceHookArgs) => {
        const [olds, news] = await Promise.all([openedInputs(oldInputs), openedInputs(newInputs)]);
        const [asked] = poolsOf(news.all);
        const problems = asked === undefined ? [] : fixedPoolProblems(poolsOf(olds.all), asked);
        rejectFindings(findingsOf("AksCluster", owner, problems));
    };
    return [new pulumi.ResourceHook(`aks-${owner}-fixed-pool`, compare, { onDryRun: true })];
}

function poolsOf(inputs: Readonly<Record<string, unknown>> = {}): readonly PoolInputs[] {
    return (inputs["agentPoolProfiles"] as readonly PoolInputs[] | undefined) ?? [];
}
