import type { Finding } from "../checks/findings";
import type { Cluster } from "./cluster";
import { secondOwner } from "./finding";
import { keyOf, type KubernetesObject } from "./kubernetes-object";
import type { Owner } from "./owner";

/** A resource that makes an object. */
export interface Claim {
    readonly owner: Owner;
    /** Types of its parents and itself, and its name: the engine takes each once. */
    readonly identity: string;
}

/** Objects by the cluster that they are in, each with what makes it. */
export class OwnerRegister {
    private readonly claims = new Map<Cluster, Map<string, Claim>>();

    /**
     * Enters what makes an object.
     *
     * @returns the finding if something else makes it already, and either is of the package. Two resources with one
     *     identity are no finding: the engine refuses them itself, and unit tests make them one after the other.
     */
    enter(cluster: Cluster, object: KubernetesObject, claim: Claim): Finding | undefined {
        const inCluster = this.claims.get(cluster) ?? new Map<string, Claim>();
        this.claims.set(cluster, inCluster);
        const key = keyOf(object);
        const first = inCluster.get(key);
        if (first === undefined || first.identity === claim.identity) {
            inCluster.set(key, claim);
            return undefined;
        }
        return first.owner.isOurs || claim.owner.isOurs ? secondOwner(object, first.owner, claim.owner) : undefined;
    }
}
