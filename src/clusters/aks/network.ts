import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { AksNetworkArgs } from "./args";
import { nodeGroups, type NodeGroupPlan } from "./network-plan";
import type { AksSettings } from "./settings";

/** What the cluster needs to know of its network. */
export interface AksNetwork {
    /** Subnets of nodes, by group. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** The same subnets, for what stays when the network is destroyed: not recorded as what it depends on. */
    readonly lastingSubnetIds: readonly pulumi.Input<string>[];
    readonly outboundType: "userAssignedNATGateway" | "userDefinedRouting";
    /** Ranges that nodes' traffic to the internet comes from, as far as they are known here. */
    readonly egressCidrs: readonly pulumi.Input<string>[];
}

/** What the children of a module have in common. */
export interface ChildOptions {
    readonly parent: pulumi.Resource;
    readonly provider: pulumi.ProviderResource;
}

/** Registers a network, or adopts one. */
export function aksNetwork(
    name: string,
    settings: AksSettings,
    resourceGroupName: pulumi.Input<string>,
    { existing }: AksNetworkArgs,
    opts: ChildOptions,
): AksNetwork {
    if (existing !== undefined) {
        return {
            subnetIds: [existing.subnetId],
            lastingSubnetIds: [existing.subnetId],
            outboundType: existing.outbound === "route" ? "userDefinedRouting" : "userAssignedNATGateway",
            egressCidrs: [],
        };
    }
    const { clusterName, location, cidr, tags } = settings;
    const common = { resourceGroupName, location, tags: { ...tags } };
    const virtualNetwork = new network.VirtualNetwork(
        `${name}-network`,
        { ...common, virtualNetworkName: clusterName, addressSpace: { addressPrefixes: [cidr] } },
        opts,
    );
    const created = new SubnetSequence(resourceGroupName, virtualNetwork.name, opts);
    const gateways = natGateways(name, settings, common, opts);
    const subnets = gateways.map(({ group, gateway }) => {
        const subnetName = withSuffix("nodes", group);
        const subnet = created.add(`${name}-${subnetName}`, {
            subnetName,
            addressPrefix: group.cidr,
            natGateway: { id: gateway.id },
            // Traffic to storage goes through Azure's own network, and not through the NAT gateway.
            serviceEndpoints: [{ service: "Microsoft.Storage" }],
        });
        return { id: subnet.id, lastingId: onceMade(subnet, subnetId(settings, subnetName)) };
    });
    return {
        subnetIds: subnets.map(({ id }) => id),
        lastingSubnetIds: subnets.map(({ lastingId }) => lastingId),
        outboundType: "userAssignedNATGateway",
        egressCidrs: gateways.map(({ address }) => pulumi.interpolate`${address.ipAddress}/32`),
    };
}

function withSuffix(base: string, group: NodeGroupPlan): string {
    return group.suffix === "" ? base : `${base}-${group.suffix}`;
}

function subnetId({ subscriptionId, resourceGroup, clusterName }: AksSettings, subnetName: string): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/virtualNetworks/${clusterName}/subnets/${subnetName}`;
}

/**
 * A value as soon as a resource is made. An output would make its reader depend on the resource, and what a protected resource
 * depends on is kept by `pulumi destroy --exclude-protected`: here the network with its NAT gateways, which cost money. When a
 * subnet goes, Azure takes it out of the storage account's rules by itself:
 * https://learn.microsoft.com/azure/storage/common/storage-network-security.
 */
function onceMade<Value>(resource: pulumi.Resource, value: Value): Promise<Value> {
    return new Promise((resolve) => resource.urn.apply(() => resolve(value)));
}

interface CommonArgs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly location: string;
    readonly tags: Record<string, string>;
}

/** The NAT gateways, one for each group of nodes. */
function natGateways(name: string, settings: AksSettings, common: CommonArgs, opts: ChildOptions) {
    return nodeGroups(settings).map((group) => {
        // Without a zone, Azure puts the gateway into one of its choice; its address is in all of them.
        const gatewayZones = group.suffix === "" ? {} : { zones: [...group.zones] };
        const address = new network.PublicIPAddress(
            `${name}-${withSuffix("egress-address", group)}`,
            {
                ...common,
                publicIpAddressName: `${settings.clusterName}-${withSuffix("egress", group)}`,
                sku: { name: "Standard" },
                publicIPAllocationMethod: "Static",
                zones: [...group.zones],
            },
            opts,
        );
        const gateway = new network.NatGateway(
            `${name}-${withSuffix("egress", group)}`,
            {
                ...common,
                ...gatewayZones,
                natGatewayName: `${settings.clusterName}-${withSuffix("egress", group)}`,
                sku: { name: "Standard" },
                publicIpAddresses: [{ id: address.id }],
            },
            opts,
        );
        return { group, address, gateway };
    });
}

type SubnetArgs = Omit<network.SubnetArgs, "resourceGroupName" | "virtualNetworkName">;

/** Makes subnets one after the other: Azure refuses two changes of a network at once. */
class SubnetSequence {
    private last: network.Subnet | undefined;

    constructor(
        private readonly resourceGroupName: pulumi.Input<string>,
        private readonly virtualNetworkName: pulumi.Input<string>,
        private readonly opts: ChildOptions,
    ) {}

    add(name: string, args: SubnetArgs): network.Subnet {
        const { resourceGroupName, virtualNetworkName } = this;
        const subnet = new network.Subnet(
            name,
            // Without this, a subnet has a way to the internet that nobody made.
            { resourceGroupName, virtualNetworkName, defaultOutboundAccess: false, ...args },
            { ...this.opts, dependsOn: this.last ?? [] },
        );
        this.last = subnet;
        return subnet;
    }
}
