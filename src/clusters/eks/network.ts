import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { zonePlans, type ZonePlan } from "./network-plan";
import { serviceDomain } from "./region";
import type { EksSettings } from "./settings";

/** Inputs of the public sides of zones from other resources. */
interface ZoneInputs {
    readonly vpcId: pulumi.Output<string>;
    /** Routes to the internet. */
    readonly routeTableId: pulumi.Output<string>;
    /** Resources without which a NAT gateway is of no use. */
    readonly needs: readonly pulumi.Resource[];
}

/** A zone with what its private subnet stands on. */
interface Zone {
    readonly plan: ZonePlan;
    readonly publicSubnet: ec2.Subnet;
    /** NAT gateway of the zone's private subnet. */
    readonly gateway: ec2.NatGateway;
}

/**
 * A network with a private and a public subnet in each zone. Nodes are in the private ones; NAT gateways and load balancers
 * are in the others.
 */
export class EksNetwork extends pulumi.ComponentResource {
    readonly privateSubnetIds: readonly pulumi.Output<string>[];

    constructor(name: string, settings: EksSettings, opts: pulumi.ComponentResourceOptions) {
        super(
            "flink-platform:eks:EksNetwork",
            name,
            { cidr: settings.cidr, zones: settings.zones, natGateways: settings.natGateways },
            opts,
        );
        const owned = { parent: this };
        const tags = { Name: settings.baseName };
        // The private endpoint of the Kubernetes API is found by a name that only DNS inside the network knows.
        const vpc = new ec2.Vpc(
            `${name}-vpc`,
            { cidrBlock: settings.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags },
            owned,
        );
        const internet = new ec2.InternetGateway(`${name}-internet`, { vpcId: vpc.id, tags }, owned);
        const outwards = new ec2.RouteTable(`${name}-public-routes`, { vpcId: vpc.id, tags }, owned);
        const outwardsRoute = new ec2.Route(
            `${name}-public-internet`,
            { routeTableId: outwards.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internet.id },
            owned,
        );
        // A NAT gateway without a way to the internet is not usable, so it comes after that route.
        const zones = this.zones(name, settings, { vpcId: vpc.id, routeTableId: outwards.id, needs: [outwardsRoute] });
        const privates = zones.map(({ plan, gateway }) => this.privateSubnet(name, settings, plan, vpc.id, gateway));
        this.privateSubnetIds = privates.map(({ subnet }) => subnet.id);
        new ec2.VpcEndpoint(
            `${name}-object-store`,
            {
                vpcId: vpc.id,
                vpcEndpointType: "Gateway",
                serviceName: objectStoreService(settings.region),
                routeTableIds: privates.map(({ routeTable }) => routeTable.id),
                tags,
            },
            owned,
        );
        this.registerOutputs({});
    }

    /** Public sides of the zones. With one NAT gateway, it is the first zone's. */
    private zones(name: string, settings: EksSettings, inputs: ZoneInputs): readonly Zone[] {
        const zones: Zone[] = [];
        for (const plan of zonePlans(settings.cidr, settings.zones)) {
            const publicSubnet = this.publicSubnet(name, settings, plan, inputs);
            const [first] = zones;
            const gateway =
                first === undefined || settings.natGateways === "perZone"
                    ? this.natGateway(name, settings, plan, publicSubnet, inputs.needs)
                    : first.gateway;
            zones.push({ plan, publicSubnet, gateway });
        }
        return zones;
    }

    private publicSubnet(
        name: string,
        settings: EksSettings,
        plan: ZonePlan,
        { vpcId, routeTableId }: ZoneInputs,
    ): ec2.Subnet {
        const subnet = new ec2.Subnet(
            `${name}-public-${plan.zone}`,
            {
                vpcId,
                availabilityZone: plan.zone,
                cidrBlock: plan.publicCidr,
                // Load balancers that face the internet find their subnets by this tag:
                // https://docs.aws.amazon.com/eks/latest/userguide/tag-subnets-auto.html
                tags: { Name: `${settings.baseName}-public-${plan.zone}`, "kubernetes.io/role/elb": "1" },
            },
            { parent: this },
        );
        new ec2.RouteTableAssociation(
            `${name}-public-${plan.zone}-association`,
            { subnetId: subnet.id, routeTableId },
            { parent: this },
        );
        return subnet;
    }

    private natGateway(
        name: string,
        settings: EksSettings,
        { zone }: ZonePlan,
        subnet: ec2.Subnet,
        needs: readonly pulumi.Resource[],
    ): ec2.NatGateway {
        const suffix = `nat-${zone}`;
        const tags = { Name: `${settings.baseName}-${suffix}` };
        const address = new ec2.Eip(`${name}-${suffix}-address`, { domain: "vpc", tags }, { parent: this });
        return new ec2.NatGateway(
            `${name}-${suffix}`,
            { subnetId: subnet.id, allocationId: address.allocationId, connectivityType: "public", tags },
            { parent: this, dependsOn: [...needs] },
        );
    }

    /** A zone's subnet has its own route table in either case, so that adding NAT gateways changes only routes. */
    private privateSubnet(
        name: string,
        settings: EksSettings,
        plan: ZonePlan,
        vpcId: pulumi.Output<string>,
        gateway: ec2.NatGateway,
    ): { subnet: ec2.Subnet; routeTable: ec2.RouteTable } {
        const owned = { parent: this };
        const privateName = `${name}-private-${plan.zone}`;
        const tags = { Name: `${settings.baseName}-private-${plan.zone}` };
        const subnet = new ec2.Subnet(
            privateName,
            {
                vpcId,
                availabilityZone: plan.zone,
                cidrBlock: plan.privateCidr,
                tags: { ...tags, "kubernetes.io/role/internal-elb": "1" },
            },
            owned,
        );
        const routeTable = new ec2.RouteTable(`${privateName}-routes`, { vpcId, tags }, owned);
        new ec2.Route(
            `${privateName}-internet`,
            { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
            owned,
        );
        new ec2.RouteTableAssociation(
            `${privateName}-association`,
            { subnetId: subnet.id, routeTableId: routeTable.id },
            owned,
        );
        return { subnet, routeTable };
    }
}

/** Name of S3 as an endpoint of a network: `com.amazonaws.eu-west-1.s3`. */
function objectStoreService(region: string): string {
    return `${serviceDomain(region).split(".").reverse().join(".")}.${region}.s3`;
}
