import { awsAddon } from "./aws-addon";
import { arn, arnForm, clusterName, idForm, idOf, isKnown, prefixOf, roleArn } from "./aws-forms";
import {
    any,
    both,
    cidr,
    listOf,
    mapOf,
    matching,
    objectOf,
    oneOf,
    text,
    wholeNumber,
    yesOrNo,
} from "./property-rules";
import { isUnknown, type Inputs, type PropertyRule, type TypeRules } from "./rules";

const kubernetesVersion = matching(/^1\.(3[4-6])$/, "a version in standard support");
const privateRange: PropertyRule = (value) =>
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(value)) ? undefined : "must be private addresses";
const publicRange: PropertyRule = (value) =>
    privateRange(value) === undefined ? `must not be private addresses, got ${JSON.stringify(value)}` : undefined;
const enabled = objectOf({ enabled: yesOrNo });

const cluster: TypeRules = {
    required: ["roleArn", "vpcConfig"],
    properties: {
        name: clusterName,
        version: kubernetesVersion,
        roleArn,
        vpcConfig: objectOf(
            {
                subnetIds: listOf(idForm("subnet"), 2),
                endpointPrivateAccess: yesOrNo,
                endpointPublicAccess: yesOrNo,
                publicAccessCidrs: listOf(both(cidr, publicRange), 1, 40),
            },
            ["subnetIds"],
        ),
        accessConfig: objectOf({
            authenticationMode: oneOf("API", "API_AND_CONFIG_MAP", "CONFIG_MAP"),
            bootstrapClusterCreatorAdminPermissions: yesOrNo,
        }),
        encryptionConfig: objectOf(
            { provider: objectOf({ keyArn: arnForm("kms") }, ["keyArn"]), resources: listOf(oneOf("secrets"), 1, 1) },
            ["provider", "resources"],
        ),
        enabledClusterLogTypes: listOf(oneOf("api", "audit", "authenticator", "controllerManager", "scheduler")),
        upgradePolicy: objectOf({ supportType: oneOf("STANDARD", "EXTENDED") }),
        deletionProtection: yesOrNo,
        bootstrapSelfManagedAddons: yesOrNo,
        computeConfig: objectOf({
            enabled: yesOrNo,
            nodePools: listOf(oneOf("system", "general-purpose")),
            nodeRoleArn: roleArn,
        }),
        storageConfig: objectOf({ blockStorage: enabled }),
        kubernetesNetworkConfig: objectOf({
            ipFamily: oneOf("ipv4", "ipv6"),
            serviceIpv4Cidr: both(cidr, privateRange),
            elasticLoadBalancing: enabled,
        }),
        tags: mapOf(text),
    },
    replaces: [
        "name",
        "roleArn",
        "bootstrapSelfManagedAddons",
        "accessConfig.bootstrapClusterCreatorAdminPermissions",
        "kubernetesNetworkConfig.ipFamily",
        "kubernetesNetworkConfig.serviceIpv4Cidr",
    ],
    id: ({ name }, context) => String(name ?? context.name),
    problems: autoModeProblems,
    updateProblems: (olds, inputs) => [
        // The provider leaves the old key in place, without a word, and here that is said:
        // https://github.com/hashicorp/terraform-provider-aws/issues/34883
        ...(olds["encryptionConfig"]?.provider.keyArn === inputs["encryptionConfig"]?.provider.keyArn
            ? []
            : ["the key of a cluster's secrets cannot change"]),
        ...minorVersionProblems(olds["version"], inputs["version"]),
    ],
    outputs: (inputs, { name, serial, cluster: standIn }) => ({
        arn: arn("eks", `cluster/${inputs["name"] ?? name}`),
        endpoint: standIn.server,
        certificateAuthority: { data: standIn.certificateAuthorityData },
        identities: [{ oidcs: [{ issuer: `https://oidc.eks.eu-west-1.amazonaws.com/id/${serial.toUpperCase()}` }] }],
        status: "ACTIVE",
        platformVersion: "eks.1",
        vpcConfig: { clusterSecurityGroupId: `sg-${serial}`, vpcId: `vpc-${serial}` },
    }),
    deletionProblem: ({ deletionProtection }) =>
        deletionProtection === true ? "deletion protection is enabled on the cluster" : undefined,
};

/** A control plane goes up by one minor version at a time: https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
function minorVersionProblems(old: string, version: string): readonly string[] {
    const minor = (text: string) => Number(text.split(".")[1]);
    return [0, 1].includes(minor(version) - minor(old))
        ? []
        : [`InvalidParameterException: Unsupported Kubernetes minor version update from ${old} to ${version}`];
}

/** The parts of Auto Mode come together or not at all: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
function autoModeProblems(inputs: Inputs): readonly string[] {
    const { computeConfig, storageConfig, kubernetesNetworkConfig, bootstrapSelfManagedAddons } = inputs;
    const switches = [
        computeConfig?.enabled ?? false,
        storageConfig?.blockStorage?.enabled ?? false,
        kubernetesNetworkConfig?.elasticLoadBalancing?.enabled ?? false,
    ];
    if (switches.some(isUnknown)) {
        return [];
    }
    const pools = computeConfig?.nodePools ?? [];
    return [
        ...(new Set(switches).size === 1 ? [] : ["compute, block storage and load balancing must be enabled together"]),
        ...(switches[0] === true && bootstrapSelfManagedAddons !== false
            ? ["self-managed add-ons cannot be bootstrapped with Auto Mode"]
            : []),
        ...(pools.length > 0 === (computeConfig?.nodeRoleArn !== undefined)
            ? []
            : ["a node role and node pools must be given together"]),
    ];
}

const nodeGroup: TypeRules = {
    required: ["clusterName", "nodeRoleArn", "subnetIds", "scalingConfig"],
    properties: {
        clusterName,
        nodeGroupNamePrefix: prefixOf(37), // 63 with what AWS adds
        nodeRoleArn: roleArn,
        subnetIds: listOf(idForm("subnet"), 1),
        version: kubernetesVersion,
        releaseVersion: matching(/^\d+\.\d+\.\d+-\d{8}$/, "a release of an image"),
        amiType: oneOf("AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD"),
        capacityType: oneOf("ON_DEMAND", "SPOT"),
        instanceTypes: listOf(matching(/^[a-z0-9-]+\.[a-z0-9-]+$/, "an instance type"), 1, 20),
        scalingConfig: objectOf({ minSize: wholeNumber(0), maxSize: wholeNumber(1), desiredSize: wholeNumber(0) }, [
            "minSize",
            "maxSize",
            "desiredSize",
        ]),
        updateConfig: objectOf({ maxUnavailable: wholeNumber(1, 100), maxUnavailablePercentage: wholeNumber(1, 100) }),
        nodeRepairConfig: enabled,
        labels: mapOf(matching(/^[A-Za-z0-9._-]{1,63}$/, "a label's value")),
        taints: listOf(
            objectOf({ key: text, value: text, effect: oneOf("NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE") }, [
                "key",
                "effect",
            ]),
            0,
            50,
        ),
        launchTemplate: objectOf({ id: idForm("lt"), version: matching(/^\d+$/, "a version") }, ["version"]),
        tags: mapOf(text),
    },
    replaces: [
        "clusterName",
        "nodeGroupNamePrefix",
        "nodeRoleArn",
        "subnetIds",
        "amiType",
        "capacityType",
        "instanceTypes",
        "launchTemplate.id",
    ],
    id: (inputs, { serial }) => `${inputs["clusterName"]}:${inputs["nodeGroupNamePrefix"]}${serial}`,
    problems: ({ scalingConfig, amiType, instanceTypes }) => [
        ...(Object.values(scalingConfig ?? {}).some((size) => !isKnown(size)) ||
        (scalingConfig.minSize <= scalingConfig.desiredSize && scalingConfig.desiredSize <= scalingConfig.maxSize)
            ? []
            : ["the desired size must be between the least and the most"]),
        ...(isKnown(amiType) && Array.isArray(instanceTypes)
            ? instanceTypes
                  .filter((type) => isKnown(type) && isArm(String(type)) !== String(amiType).includes("ARM"))
                  .map((type) => `${type} cannot start ${amiType}`)
            : []),
    ],
    outputs: (inputs, { serial }) => ({
        arn: arn("eks", `nodegroup/${inputs["clusterName"]}/${serial}`),
        nodeGroupName: `${inputs["nodeGroupNamePrefix"]}${serial}`,
        status: "ACTIVE",
    }),
};

/** Types with a `g` after their generation have Graviton processors: `m7g.large`, `r6gd.xlarge`; not `g5.xlarge`. */
const isArm = (type: string) => /^[a-z]+\d+g/.test(type);

const principalArn = matching(/^arn:aws:iam::\d{12}:(role|user)\/.+$/, "the ARN of a role or user");

/** Resources of EKS. */
export const awsClusterTypes: Readonly<Record<string, TypeRules>> = {
    "aws:eks/cluster:Cluster": cluster,
    "aws:eks/nodeGroup:NodeGroup": nodeGroup,
    "aws:eks/addon:Addon": awsAddon,
    "aws:eks/accessEntry:AccessEntry": {
        required: ["clusterName", "principalArn"],
        properties: {
            clusterName,
            principalArn,
            type: oneOf("STANDARD", "EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX"),
        },
        replaces: ["clusterName", "principalArn", "type"],
        physicalName: "principalArn",
        id: (inputs) => `${inputs["clusterName"]}:${inputs["principalArn"]}`,
        outputs: (_, { serial }) => ({ accessEntryArn: arn("eks", `access-entry/${serial}`) }),
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        required: ["clusterName", "principalArn", "policyArn", "accessScope"],
        properties: {
            clusterName,
            principalArn,
            policyArn: matching(
                /^arn:aws:eks::aws:cluster-access-policy\/AmazonEKS(ClusterAdmin|Admin|Edit|View|AutoNode)Policy$/,
                "an access policy of EKS",
            ),
            accessScope: objectOf({ type: oneOf("cluster", "namespace"), namespaces: listOf(text) }, ["type"]),
        },
        replaces: ["clusterName", "principalArn", "policyArn", "accessScope"],
        physicalName: "policyArn",
        outputs: () => ({}),
    },
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        required: ["clusterName", "namespace", "serviceAccount", "roleArn"],
        properties: { clusterName, namespace: text, serviceAccount: text, roleArn, tags: any },
        replaces: ["clusterName", "namespace", "serviceAccount"],
        physicalName: "serviceAccount",
        id: idOf("a"),
        outputs: (_, { serial }) => ({ associationId: `a-${serial}` }),
    },
};
