import { arn, idForm, idOf, isKnown, prefixOf, tags, zone } from "./aws-forms";
import { any, both, cidr, listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import type { PropertyRule, TypeRules } from "./rules";

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
const networkRange: PropertyRule = both(cidr, (value) => {
    const prefix = Number(String(value).split("/")[1]);
    return prefix >= 16 && prefix <= 28 ? undefined : `must be from /16 to /28, got ${JSON.stringify(value)}`;
});

const vpcId = idForm("vpc");
const subnetId = idForm("subnet");
const routeTableId = idForm("rtb");

/** Resources of a network, as EC2 takes them. */
export const awsNetworkTypes: Readonly<Record<string, TypeRules>> = {
    "aws:ec2/vpc:Vpc": {
        required: ["cidrBlock"],
        properties: { cidrBlock: networkRange, enableDnsSupport: yesOrNo, enableDnsHostnames: yesOrNo, tags },
        replaces: ["cidrBlock"],
        id: idOf("vpc"),
        outputs: (_, { serial }) => ({ arn: arn("ec2", `vpc/vpc-${serial}`) }),
        problems: ({ enableDnsHostnames, enableDnsSupport }) =>
            enableDnsHostnames === true && enableDnsSupport === false ? ["DNS host names need DNS support"] : [],
    },
    "aws:ec2/subnet:Subnet": {
        required: ["vpcId", "cidrBlock"],
        properties: { vpcId, cidrBlock: networkRange, availabilityZone: zone, mapPublicIpOnLaunch: yesOrNo, tags },
        replaces: ["vpcId", "cidrBlock", "availabilityZone"],
        id: idOf("subnet"),
        outputs: (_, { serial }) => ({ arn: arn("ec2", `subnet/subnet-${serial}`) }),
    },
    "aws:ec2/internetGateway:InternetGateway": {
        required: [],
        properties: { vpcId, tags },
        replaces: [],
        id: idOf("igw"),
        outputs: () => ({}),
    },
    "aws:ec2/eip:Eip": {
        required: [],
        properties: { domain: oneOf("vpc"), tags },
        replaces: ["domain"],
        id: idOf("eipalloc"),
        outputs: (_, { serial }) => ({ allocationId: `eipalloc-${serial}`, publicIp: "198.51.100.1" }),
    },
    "aws:ec2/natGateway:NatGateway": {
        required: ["subnetId"],
        properties: {
            subnetId,
            allocationId: idForm("eipalloc"),
            connectivityType: oneOf("public", "private"),
            tags,
        },
        replaces: ["subnetId", "allocationId", "connectivityType"],
        id: idOf("nat"),
        outputs: () => ({ publicIp: "198.51.100.1" }),
        problems: ({ connectivityType, allocationId }) =>
            connectivityType !== "private" && allocationId === undefined
                ? ["a public NAT gateway needs an address"]
                : [],
    },
    "aws:ec2/routeTable:RouteTable": {
        required: ["vpcId"],
        properties: { vpcId, tags },
        replaces: ["vpcId"],
        id: idOf("rtb"),
        outputs: () => ({}),
    },
    "aws:ec2/route:Route": {
        required: ["routeTableId"],
        properties: {
            routeTableId,
            destinationCidrBlock: cidr,
            gatewayId: idForm("igw"),
            natGatewayId: idForm("nat"),
        },
        replaces: ["routeTableId", "destinationCidrBlock"],
        outputs: () => ({}),
        problems: ({ gatewayId, natGatewayId }) =>
            [gatewayId, natGatewayId].filter((target) => target !== undefined).length === 1
                ? []
                : ["a route has exactly one target"],
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        required: ["routeTableId", "subnetId"],
        properties: { routeTableId, subnetId },
        replaces: ["subnetId"],
        id: idOf("rtbassoc"),
        outputs: () => ({}),
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        required: ["vpcId", "serviceName"],
        properties: {
            vpcId,
            vpcEndpointType: oneOf("Gateway", "Interface"),
            serviceName: matching(/^com\.amazonaws\.[a-z0-9-]+\.[a-z0-9.-]+$/, "a service's name"),
            routeTableIds: listOf(routeTableId, 1),
            tags,
        },
        replaces: ["vpcId", "serviceName", "vpcEndpointType"],
        id: idOf("vpce"),
        outputs: () => ({ prefixListId: "pl-6da54004" }),
        problems: ({ vpcEndpointType, serviceName }) =>
            vpcEndpointType !== "Interface" && isKnown(serviceName) && !/\.(s3|dynamodb)$/.test(String(serviceName))
                ? [`there is no gateway to ${serviceName}`]
                : [],
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
        required: [],
        properties: {
            namePrefix: prefixOf(102), // 128 with what AWS adds
            metadataOptions: objectOf({
                httpEndpoint: oneOf("enabled", "disabled"),
                httpTokens: oneOf("required", "optional"),
                httpPutResponseHopLimit: wholeNumber(1, 64),
            }),
            blockDeviceMappings: listOf(
                objectOf({
                    deviceName: text,
                    ebs: objectOf({
                        volumeType: oneOf("gp3", "gp2", "io2"),
                        volumeSize: wholeNumber(1, 16384),
                        // Texts, not truth values, in this type alone.
                        encrypted: oneOf("true", "false"),
                        deleteOnTermination: oneOf("true", "false"),
                    }),
                }),
            ),
            tagSpecifications: listOf(
                objectOf({ resourceType: oneOf("instance", "volume", "network-interface"), tags }, ["resourceType"]),
            ),
            userData: matching(/^[A-Za-z0-9+/]+=*$/, "base64"),
            updateDefaultVersion: yesOrNo,
        },
        replaces: ["namePrefix"],
        id: idOf("lt"),
        // Every change makes a version: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html
        outputs: (inputs, { serial, things }) => {
            const old = things("aws:ec2/launchTemplate:LaunchTemplate").find(({ id }) => id === `lt-${serial}`);
            const latest: number = old?.outputs["latestVersion"] ?? 0;
            const version = JSON.stringify(old?.inputs) === JSON.stringify(inputs) ? latest : latest + 1;
            return { latestVersion: version, defaultVersion: version };
        },
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        required: ["securityGroupId", "ipProtocol"],
        properties: {
            securityGroupId: idForm("sg"),
            description: matching(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/, "a description"),
            cidrIpv4: cidr,
            ipProtocol: oneOf("tcp", "udp", "icmp", "-1"),
            fromPort: wholeNumber(0, 65535),
            toPort: wholeNumber(0, 65535),
            tags: any,
        },
        replaces: ["securityGroupId"],
        id: idOf("sgr"),
        outputs: () => ({}),
    },
};
