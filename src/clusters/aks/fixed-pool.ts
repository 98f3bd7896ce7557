import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** A pool that is made with the cluster, as the engine keeps it. */
export type PoolInputs = Readonly<Record<string, unknown>>;

/** What AKS never changes of a pool, with the argument that decides it. */
const fixedProperties = {
    availabilityZones: "zones",
    vmSize: "nodes.system",
    osDiskType: "nodes.system.localDisk",
    osDiskSizeGB: "nodes.system.diskGiB",
    enableEncryptionAtHost: "encryptionAtHost",
} as const;

const whatToDo = "raise generation for another cluster";

/** Problems of a change that AKS refuses once the cluster is there. What is not known yet is left to AKS. */
export function fixedPoolProblems(old: PoolInputs, asked: PoolInputs): Problem[] {
    // With a NAT gateway in each zone it is called by its zone.
    if ((old["name"] === "system") !== (asked["name"] === "system")) {
        return [{ path: "network.natGateways", problem: `cannot change on a cluster that is there; ${whatToDo}` }];
    }
    return Object.entries(fixedProperties).flatMap(([property, path]) =>
        unless(
            pulumi.containsUnknowns(asked[property]) || printed(asked[property]) === printed(old[property]),
            path,
            `must stay ${printed(old[property])}, which the cluster's first system pool has for good, got ${printed(asked[property])}; ${whatToDo}`,
        ),
    );
}

const printed = (value: unknown) => JSON.stringify(value) ?? "nothing";

/** Hooks before a change of the cluster, which refuse such a one in the preview: AKS would do so halfway through the run. */
export function fixedPoolHooks(owner: string): pulumi.ResourceHook[] {
    const compare = ({ oldInputs, newInputs }: pulumi.ResourceHookArgs) =>
        rejectFindings(findingsOf("AksCluster", owner, fixedPoolProblems(firstPool(oldInputs), firstPool(newInputs))));
    return [new pulumi.ResourceHook(`aks-${owner}-fixed-pool`, compare, { onDryRun: true })];
}

function firstPool(inputs: Readonly<Record<string, unknown>> = {}): PoolInputs {
    const pools = inputs["agentPoolProfiles"] as readonly PoolInputs[] | undefined;
    return pools?.[0] ?? {};
}
