import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { ZonePlan } from "./network-plan";
import type { EksSettings } from "./settings";

/** Inputs of a zone's public subnet. */
export interface PublicSubnetInputs {
    readonly vpcId: pulumi.Output<string>;
    /** Routes to the internet. */
    readonly routeTableId: pulumi.Output<string>;
}

/** Registers a zone's public subnet, with a way to the internet. */
export function createPublicSubnet(
    name: string,
    { baseName }: EksSettings,
    { zone, publicCidr }: ZonePlan,
    { vpcId, routeTableId }: PublicSubnetInputs,
    opts: pulumi.CustomResourceOptions,
): ec2.Subnet {
    const publicName = `${name}-public-${zone}`;
    const subnet = new ec2.Subnet(
        publicName,
        {
            vpcId,
            availabilityZone: zone,
            cidrBlock: publicCidr,
            // Load balancers that face the internet find their subnets by this tag:
            // https://docs.aws.amazon.com/eks/latest/userguide/tag-subnets-auto.html
            tags: { Name: `${baseName}-public-${zone}`, "kubernetes.io/role/elb": "1" },
        },
        opts,
    );
    new ec2.RouteTableAssociation(`${publicName}-association`, { subnetId: subnet.id, routeTableId }, opts);
    return subnet;
}

/** Registers a NAT gateway in a zone's public subnet. */
export function createNatGateway(
    name: string,
    { baseName }: EksSettings,
    { zone }: ZonePlan,
    subnet: ec2.Subnet,
    opts: pulumi.CustomResourceOptions,
): ec2.NatGateway {
    const suffix = `nat-${zone}`;
    const tags = { Name: `${baseName}-${suffix}` };
    const address = new ec2.Eip(`${name}-${suffix}-address`, { domain: "vpc", tags }, { parent: opts.parent });
    return new ec2.NatGateway(
        `${name}-${suffix}`,
        { subnetId: subnet.id, allocationId: address.allocationId, connectivityType: "public", tags },
        opts,
    );
}

/** Inputs of a zone's private subnet. */
export interface PrivateSubnetInputs {
    readonly vpcId: pulumi.Output<string>;
    readonly gateway: ec2.NatGateway;
}

/**
 * Registers a zone's private subnet, with a way out by a NAT gateway. It has its own route table also where zones share a
 * gateway, so that adding gateways changes only routes.
 */
export function createPrivateSubnet(
    name: string,
    { baseName }: EksSettings,
    { zone, privateCidr }: ZonePlan,
    { vpcId, gateway }: PrivateSubnetInputs,
    opts: pulumi.CustomResourceOptions,
): { subnet: ec2.Subnet; routeTable: ec2.RouteTable } {
    const privateName = `${name}-private-${zone}`;
    const tags = { Name: `${baseName}-private-${zone}` };
    const subnet = new ec2.Subnet(
        privateName,
        {
            vpcId,
            availabilityZone: zone,
            cidrBlock: privateCidr,
            tags: { ...tags, "kubernetes.io/role/internal-elb": "1" },
        },
        opts,
    );
    const routeTable = new ec2.RouteTable(`${privateName}-routes`, { vpcId, tags }, opts);
    new ec2.Route(
        `${privateName}-internet`,
        { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
        opts,
    );
    new ec2.RouteTableAssociation(
        `${privateName}-association`,
        { subnetId: subnet.id, routeTableId: routeTable.id },
        opts,
    );
    return { subnet, routeTable };
}
