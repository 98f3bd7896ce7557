import type * as pulumi from "@pulumi/pulumi";
import type { EksExistingNetworkArgs } from "./network-args";
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
 * @param choice `title` is the component and its name, as findings begin.
 */
export function networkInputs(
    name: string,
    settings: EksSettings,
    { title, existing }: { readonly title: string; readonly existing: EksExistingNetworkArgs | undefined },
    opts: pulumi.ComponentResourceOptions & {
        readonly parent: pulumi.Resource;
        readonly provider: pulumi.ProviderResource;
    },
): NetworkInputs {
    if (existing !== undefined) {
        return { subnetIds: existing.subnetIds, needs: [] };
    }
    checkHostingZones(title, settings, { parent: opts.parent, provider: opts.provider });
    const network = new EksNetwork(name, settings, opts);
    return { subnetIds: network.privateSubnetIds, needs: [network] };
}
