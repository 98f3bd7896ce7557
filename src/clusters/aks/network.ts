import * as azure from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { fixedOptions } from "./fixed-inputs";
import type { AksExistingNetworkArgs } from "./network-args";
import { nodeGroups, withSuffix, type NodeGroupPlan } from "./network-plan";
import type { AksSettings } from "./settings";

/** Subnet of a group of nodes. */
export interface NodeSubnet {
    /** Ending of the group's names; empty if it is the only group. */
    readonly suffix: string;
    readonly subnetId: pulumi.Input<string>;
}

/** Inputs of everything in a network, whether it is created or adopted. */
export interface NetworkInputs {
    /** Subnets of nodes. */
    readonly subnets: readonly NodeSubnet[];
    /** Ids of the same subnets for what stays when the network is destroyed: their reader does not depend on the network. */
    readonly subnetIdsWithoutDependency: readonly pulumi.Input<string>[];
    readonly outboundType: "userAssignedNATGateway" | "userDefinedRouting";
    /** Ranges that the nodes' traffic to the internet comes from; empty if the network is adopted. */
    readonly egressCidrs: readonly pulumi.Input<string>[];
}

/** An adopted network. */
export function adoptedNetwork({ subnetId, outbound }: AksExistingNetworkArgs): NetworkInputs {
    return {
        subnets: [{ suffix: "", subnetId }],
        subnetIdsWithoutDependency: [subnetId],
        outboundType: outbound === "route" ? "userDefinedRouting" : "userAssignedNATGateway",
        egressCidrs: [],
    };
}

/** A network with the nodes' subnets, whose way out is a NAT gateway for all zones or one in each. */
export class AksNetwork extends pulumi.ComponentResource implements NetworkInputs {
    readonly subnets: readonly NodeSubnet[];
    readonly subnetIdsWithoutDependency: readonly pulumi.Input<string>[];
    readonly outboundType = "userAssignedNATGateway";
    readonly egressCidrs: readonly pulumi.Output<string>[];

    constructor(
        name: string,
        settings: AksSettings,
        { owner, resourceGroupName }: { readonly owner: string; readonly resourceGroupName: pulumi.Input<string> },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super(
            "flink-platform:aks:AksNetwork",
            name,
            { cidr: settings.cidr, zones: settings.zones, natGateways: settings.natGateways },
            fixedOptions("network", owner, opts),
        );
        const { baseName, location, cidr, tags } = settings;
        const common = { resourceGroupName, location, tags: { ...tags } };
        const network = new azure.VirtualNetwork(
            `${name}-virtual-network`,
            { ...common, virtualNetworkName: baseName, addressSpace: { addressPrefixes: [cidr] } },
            { parent: this },
        );
        const gateways = nodeGroups(settings).map((group) => this.createNatGateway(name, baseName, group, common));
        const subnets: { readonly group: NodeGroupPlan; readonly subnet: azure.Subnet }[] = [];
        for (const { group, gateway } of gateways) {
            const inputs = { resourceGroupName, virtualNetworkName: network.name, natGatewayId: gateway.id };
            // One after the other: Azure refuses two changes of a network at once.
            const before = subnets.slice(-1).map(({ subnet }) => subnet);
            subnets.push({ group, subnet: this.createSubnet(name, group, inputs, before) });
        }
        this.subnets = subnets.map(({ group, subnet }) => ({ suffix: group.suffix, subnetId: subnet.id }));
        this.subnetIdsWithoutDependency = subnets.map(({ group, subnet }) =>
            valueAfterCreation(subnet, subnetId(settings, group)),
        );
        this.egressCidrs = gateways.map(({ address }) => pulumi.interpolate`${address.ipAddress}/32`);
        this.registerOutputs({});
    }

    private createNatGateway(name: string, baseName: string, group: NodeGroupPlan, common: CommonArgs) {
        const suffix = withSuffix("nat", group.suffix);
        const physicalName = `${baseName}-${withSuffix("egress", group.suffix)}`;
        const address = new azure.PublicIPAddress(
            `${name}-${suffix}-address`,
            {
                ...common,
                publicIpAddressName: physicalName,
                sku: { name: "Standard" },
                publicIPAllocationMethod: "Static",
                zones: [...group.zones],
            },
            { parent: this },
        );
        const gateway = new azure.NatGateway(
            `${name}-${suffix}`,
            {
                ...common,
                // Without a zone, Azure puts the gateway into one of its choice; its address is in all of them.
                ...(group.suffix === "" ? {} : { zones: [...group.zones] }),
                natGatewayName: physicalName,
                sku: { name: "Standard" },
                publicIpAddresses: [{ id: address.id }],
            },
            { parent: this },
        );
        return { group, address, gateway };
    }

    private createSubnet(
        name: string,
        group: NodeGroupPlan,
        inputs: {
            readonly [field in "resourceGroupName" | "virtualNetworkName" | "natGatewayId"]: pulumi.Input<string>;
        },
        before: pulumi.Resource[],
    ): azure.Subnet {
        const { natGatewayId, ...place } = inputs;
        return new azure.Subnet(
            `${name}-${withSuffix("nodes", group.suffix)}`,
            {
                ...place,
                // Without this, Azure gives a subnet a default route to the internet.
                defaultOutboundAccess: false,
                subnetName: withSuffix("nodes", group.suffix),
                addressPrefix: group.cidr,
                natGateway: { id: natGatewayId },
                // Traffic to storage goes through Azure's own network, and not through the NAT gateway.
                serviceEndpoints: [{ service: "Microsoft.Storage" }],
            },
            { parent: this, dependsOn: before },
        );
    }
}

interface CommonArgs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly location: string;
    readonly tags: Record<string, string>;
}

function subnetId({ subscriptionId, resourceGroup, baseName }: AksSettings, group: NodeGroupPlan): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/virtualNetworks/${baseName}/subnets/${withSuffix("nodes", group.suffix)}`;
}

/**
 * A value that is known once a resource exists. An output would make its reader depend on the resource, and what a protected
 * resource depends on is kept by `pulumi destroy --exclude-protected`: here the network with its NAT gateways, which cost
 * money. When a subnet goes, Azure takes it out of the storage account's rules by itself:
 * https://learn.microsoft.com/azure/storage/common/storage-network-security.
 */
function valueAfterCreation<Value>(resource: pulumi.Resource, value: Value): Promise<Value> {
    return new Promise((resolve) => resource.urn.apply(() => resolve(value)));
}
