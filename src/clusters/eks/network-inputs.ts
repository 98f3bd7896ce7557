import type * as pulumi from "@pulumi/pulumi";
import type { EksExistingNetworkArgs } from "./network-args";
import { fixedOptions } from "./fixed-inputs";
import { EksNetwork } from "./network";
import type { EksSettings } from "./settings";
import { checkHostingZones } from "./zones";

/** Inputs of the cluster and its nodes from their network. */
export interface NetworkInputs {
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Resources that nodes rely on for as long as there are any. */
    readonly needs: readonly pulumi.Resource[];
}

/**
 * The network of the arguments, which is registered unless it exists.
 *
 * @param choice `owner` is the name of the cluster's component.
 */
export function networkInputs(
    name: string,
    settings: EksSettings,
    { owner, existing }: { readonly owner: string; readonly existing: EksExistingNetworkArgs | undefined },
    opts: { readonly parent: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): NetworkInputs {
    if (existing !== undefined) {
        return { subnetIds: existing.subnetIds, needs: [] };
    }
    checkHostingZones(`EksCluster "${owner}"`, settings, opts);
    const network = new EksNetwork(name, settings, fixedOptions("network", owner, opts));
    return { subnetIds: network.privateSubnetIds, needs: [network] };
}
