import type * as pulumi from "@pulumi/pulumi";
import type { EksClusterArgs } from "./args";
import { EksNetwork } from "./network";
import type { EksSettings } from "./settings";

/** Inputs of the cluster and its nodes from their network. */
export interface NetworkInputs {
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Resources that nodes rely on for as long as there are any. */
    readonly needs: readonly pulumi.Resource[];
}

/** The network of the arguments, which is registered unless it exists. */
export function networkInputs(
    name: string,
    args: EksClusterArgs,
    settings: EksSettings,
    opts: pulumi.ComponentResourceOptions,
): NetworkInputs {
    const existing = args.network?.existing;
    if (existing !== undefined) {
        return { subnetIds: existing.subnetIds, needs: [] };
    }
    const network = new EksNetwork(name, settings, opts);
    return { subnetIds: network.privateSubnetIds, needs: [network] };
}
