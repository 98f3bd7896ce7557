import { clusterSettings, type ClusterSettings } from "../application/settings";
import type { SessionClusterArgs } from "./args";

/** A session cluster's arguments with every value decided. What is undefined has no default. */
export interface SessionClusterSettings extends ClusterSettings {
    /** Name in Kubernetes and of the folder of its state. */
    readonly clusterName: string;
}

/**
 * Decides everything that a session cluster's arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function sessionClusterSettings(name: string, args: SessionClusterArgs): SessionClusterSettings {
    return { ...clusterSettings(args), clusterName: args.clusterName ?? name };
}
