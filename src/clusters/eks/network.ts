import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { zonePlans, type ZonePlan } from "./network-plan";
import { createNatGateway, createPrivateSubnet, createPublicSubnet, type PublicSubnetInputs } from "./network-zone";
import { serviceDomain } from "./region";
import type { EksSettings } from "./settings";

/** Inputs of the public sides of zones. */
interface ZoneInputs extends PublicSubnetInputs {
    /** Resources without which a NAT gateway is of no use. */
    readonly needs: readonly pulumi.Resource[];
}

/** A zone whose public side is made. */
interface Zone {
    readonly plan: ZonePlan;
    /** NAT gateway by which the zone's private subnet goes out. */
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
        // The name of the private Kubernetes API resolves only by DNS inside the network.
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
        // A NAT gateway needs that route to the internet.
        const zones = this.zones(name, settings, { vpcId: vpc.id, routeTableId: outwards.id, needs: [outwardsRoute] });
        const privates = zones.map(({ plan, gateway }) =>
            createPrivateSubnet(name, settings, plan, { vpcId: vpc.id, gateway }, owned),
        );
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
            const subnet = createPublicSubnet(name, settings, plan, inputs, { parent: this });
            const [first] = zones;
            const gateway =
                first === undefined || settings.natGateways === "perZone"
                    ? createNatGateway(name, settings, plan, subnet, { parent: this, dependsOn: [...inputs.needs] })
                    : first.gateway;
            zones.push({ plan, gateway });
        }
        return zones;
    }
}

/** Name of S3 as an endpoint of a network: `com.amazonaws.eu-west-1.s3`. */
function objectStoreService(region: string): string {
    return `${serviceDomain(region).split(".").reverse().join(".")}.${region}.s3`;
}
