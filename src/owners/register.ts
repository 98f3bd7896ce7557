import type * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../checks/findings";
import { secondOwner } from "./finding";
import { keyOf, type KubernetesObject } from "./kubernetes-object";
import type { Owner } from "./owner";

/** A cluster as far as a program tells: its provider, or undefined for the default one. */
export type Connection = pulumi.ProviderResource | undefined;

/** A resource that makes an object. */
export interface Claim {
    readonly owner: Owner;
    /** Types of its parents and itself, and its name: the engine takes each once. */
    readonly identity: string;
}

/** Objects by the cluster that they are in, each with what makes it. */
export class OwnerRegister {
    private readonly claims = new Map<Connection, Map<string, Claim>>();

    /**
     * Enters what makes an object.
     *
     * @returns the finding if something else makes it already, and either is of the package. Two resources with one
     *     identity are no finding: the engine refuses them itself, and unit tests make them one after the other.
     */
    enter(connection: Connection, object: KubernetesObject, claim: Claim): Finding | undefined {
        const inCluster = this.claims.get(connection) ?? new Map<string, Claim>();
        this.claims.set(connection, inCluster);
        const key = keyOf(object);
        const first = inCluster.get(key);
        if (first === undefined || first.identity === claim.identity) {
            inCluster.set(key, claim);
            return undefined;
        }
        return first.owner.isOurs || claim.owner.isOurs ? secondOwner(object, first.owner, claim.owner) : undefined;
    }
}
