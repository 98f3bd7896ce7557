import type * as pulumi from "@pulumi/pulumi";
import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { shown, unless } from "../../checks/values";
import { clusterOf, type Cluster } from "../../owners/cluster";
import { describeOwner, type Owner } from "../../owners/owner";
import { ownerOfResource } from "../../owners/watch";
import { perRun } from "../../run/per-run";
import type { OperatorSettings } from "./settings";

/** Objects that an operator claims in a cluster. */
type Territory = Pick<OperatorSettings, "namespace" | "watchNamespaces" | "labelSelector" | "crds">;

interface Installed {
    readonly owner: Owner;
    readonly territory: Territory;
}

const currentRun = perRun(() => new Map<Cluster, Installed[]>());

/**
 * Enters an operator into the run, with what is wrong with it beside the others of its cluster: two in one namespace share
 * their objects, two that look after one job work against each other, and definitions have one owner.
 */
export function besideOthers(operator: pulumi.Resource, name: string, territory: Territory): Finding[] {
    const run = currentRun();
    const cluster = clusterOf(operator.getProvider("kubernetes:apps/v1:Deployment"));
    const owner = ownerOfResource(operator) ?? { component: "FlinkOperator", name, isOurs: true };
    // The engine refuses a second one of the same name; unit tests make it as a program of its own.
    const others = (run.get(cluster) ?? []).filter((other) => describeOwner(other.owner) !== describeOwner(owner));
    run.set(cluster, [...others, { owner, territory }]);
    const prefix = owner.component === "FlinkPlatform" ? "operator." : "";
    const problems = others.flatMap((other) => problemsBeside(territory, other));
    return findingsOf(
        owner.component,
        owner.name,
        problems.map(({ path, problem }) => ({ path: `${prefix}${path}`, problem })),
    );
}

function problemsBeside(own: Territory, { owner, territory: other }: Installed): Problem[] {
    const they = describeOwner(owner);
    return [
        ...unless(
            own.namespace !== other.namespace,
            "namespace",
            `is that of ${they} too, got ${shown(own.namespace)}; let one platform serve all jobs of the cluster, or choose another`,
        ),
        ...unless(
            own.crds !== undefined || other.crds !== undefined,
            "crds",
            `must be those that ${they} installs, got nothing; take its operator's crds`,
        ),
        ...unless(
            excludeEachOther(own.labelSelector, other.labelSelector) || inCommon(own, other).length === 0,
            "watchNamespaces",
            `has ${inCommon(own, other).join(", ")} in common with ${they}, so that two operators would run one job; divide the namespaces, or give both a labelSelector with another value for one label`,
        ),
    ];
}

/** Namespaces that both operators look after. */
function inCommon({ watchNamespaces: own }: Territory, { watchNamespaces: other }: Territory): readonly string[] {
    if (own.length === 0) {
        return other.length === 0 ? ["all namespaces"] : other;
    }
    return other.length === 0 ? own : own.filter((namespace) => other.includes(namespace));
}

function excludeEachOther(own: Territory["labelSelector"], other: Territory["labelSelector"]): boolean {
    return Object.entries(own).some(([label, value]) => other[label] !== undefined && other[label] !== value);
}
