import { byLevel, byName, type Level } from "./level";
import { shownInput } from "./job-version";
import { segmentsOf } from "./masked-values";
import type { Change } from "./preview";

/** Change of a resource that is no job. */
export interface ResourceChange {
    /** Such as `state store`. */
    readonly what: string;
    readonly type: string;
    readonly name: string;
    readonly change: "replaced" | "deleted" | "changed" | "released";
    readonly level: Level;
    /** Consequence, or the properties that change. */
    readonly text: string;
}

interface Kind {
    readonly what: string;
    readonly type: RegExp;
    /** Level of its deletion and of its replacement. */
    readonly level: Level;
    readonly loss: string;
    /** A change in place is told as well. */
    readonly isTold: boolean;
}

/** Kinds of resources that a report names, those that hold state first. */
const kinds: readonly Kind[] = [
    {
        what: "state store",
        type: /^(?:aws:s3\/bucket(?:V2)?:Bucket(?:V2)?|gcp:storage\/bucket:Bucket|azure-native:storage(?:\/v\w+)?:(?:StorageAccount|BlobContainer)|kubernetes:core\/v1:PersistentVolume(?:Claim)?)$/,
        level: "losesState",
        loss: "checkpoints and savepoints in it are lost",
        isTold: true,
    },
    {
        what: "key",
        type: /^(?:aws:kms\/key:Key|gcp:kms\/(?:cryptoKey:CryptoKey|keyRing:KeyRing)|azure-native:keyvault(?:\/v\w+)?:(?:Key|Vault))$/,
        level: "losesState",
        loss: "what it encrypts cannot be read any more",
        isTold: true,
    },
    {
        what: "cluster",
        type: /^(?:aws:eks\/cluster:Cluster|gcp:container\/cluster:Cluster|azure-native:containerservice(?:\/v\w+)?:ManagedCluster)$/,
        level: "losesState",
        loss: "every job in it ends, and its high-availability metadata is lost; checkpoints and savepoints stay in the store",
        isTold: true,
    },
    {
        what: "namespace",
        type: /^kubernetes:core\/v1:Namespace$/,
        level: "attention",
        loss: "everything in it is deleted",
        isTold: false,
    },
    {
        what: "nodes",
        type: /^(?:aws:eks\/nodeGroup:NodeGroup|gcp:container\/nodePool:NodePool|azure-native:containerservice(?:\/v\w+)?:AgentPool|kubernetes:karpenter\.sh\/v1:NodePool)$/,
        level: "attention",
        loss: "its pods move to other nodes",
        isTold: false,
    },
    {
        what: "cloud resource",
        type: /^(?:aws|gcp|azure-native):(?!.*:(?:provider|providers))/,
        level: "attention",
        loss: "",
        isTold: false,
    },
];

/** Rows for resources that are replaced, deleted or, where they hold state, changed. */
export function resourceChanges(changes: readonly Change[]): ResourceChange[] {
    const told = changes.flatMap((change) => {
        const rank = kinds.findIndex(({ type }) => type.test(change.type));
        const kind = kinds[rank];
        const report = kind && reportOf(change, kind);
        return report === undefined ? [] : [{ rank, report }];
    });
    return told
        .sort(
            (left, right) =>
                byLevel(left.report, right.report) || left.rank - right.rank || byName(left.report, right.report),
        )
        .map(({ report }) => report);
}

function reportOf(change: Change, { what, level, loss, isTold }: Kind): ResourceChange | undefined {
    const base = { what, type: change.type, name: change.name };
    switch (change.kind) {
        case "delete":
            return change.before?.retainOnDelete === true
                ? { ...base, change: "released", level: "attention", text: "it stays, and Pulumi lets go of it" }
                : { ...base, change: "deleted", level, text: loss };
        case "replace": {
            const causes = listOf(change.paths);
            const because =
                causes === "" ? "" : `because ${causes} ${change.paths.length === 1 ? "changes" : "change"}`;
            return {
                ...base,
                change: "replaced",
                level,
                text: [because, loss].filter((part) => part !== "").join("; "),
            };
        }
        case "update":
            return isTold
                ? { ...base, change: "changed", level: "attention", text: versionStep(change) ?? listOf(change.paths) }
                : undefined;
        default:
            return undefined;
    }
}

/** Inputs that hold a cluster's Kubernetes version. */
const versionInputs = ["version", "minMasterVersion", "kubernetesVersion"];

function versionStep({ before, after }: Change): string | undefined {
    return versionInputs
        .map((input) => [shownInput(before?.inputs[input]), shownInput(after?.inputs[input])] as const)
        .filter(([from, to]) => from !== to && from !== undefined && to !== undefined)
        .map(([from, to]) => `Kubernetes ${from} → ${to}`)[0];
}

/** Names of the inputs that change, without what is inside them. */
function listOf(paths: readonly string[]): string {
    const names = [...new Set(paths.map((path) => segmentsOf(path)[0] ?? ""))].filter((name) => name !== "");
    const most = 4;
    return names.length <= most
        ? names.join(", ")
        : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
