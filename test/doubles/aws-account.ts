import type { AccountRules, Beside, Reference } from "./account-rules";
import type { Delay } from "./profile";
import type { Inputs } from "./rules";

const ec2 = ["https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"];
const eks = (action: string) => [`https://docs.aws.amazon.com/eks/latest/APIReference/API_${action}.html`];
const iam = (action: string) => [`https://docs.aws.amazon.com/IAM/latest/APIReference/API_${action}.html`];

/** A reference within EC2, whose things cannot go while others are in them. */
function within(input: string, type: string, kind: string, code: string): Reference {
    return {
        input,
        type,
        missing: (id) => `${code}: The ${kind} ID '${id}' does not exist`,
        inUse: (id) => `DependencyViolation: The ${kind} '${id}' has dependencies and cannot be deleted.`,
    };
}

const inVpc = within("vpcId", "aws:ec2/vpc:Vpc", "vpc", "InvalidVpcID.NotFound");
const inSubnet = (input: string) => within(input, "aws:ec2/subnet:Subnet", "subnet", "InvalidSubnetID.NotFound");
const onTable = (input: string) =>
    within(input, "aws:ec2/routeTable:RouteTable", "routeTable", "InvalidRouteTableID.NotFound");
/** Routes go with their table, and a target may go before its routes. */
const onOwnTable = { ...onTable("routeTableId"), inUse: undefined };

const ofCluster: Reference = {
    input: "clusterName",
    type: "aws:eks/cluster:Cluster",
    missing: (name) => `ResourceNotFoundException: No cluster found for name: ${name}.`,
};

const passedRole = (input: string, words: (arn: string) => string): Reference => ({
    input,
    type: "aws:iam/role:Role",
    by: "arn",
    missing: words,
});
const named = (arn: string) => arn.split("/").at(-1) ?? "";
const invalidRole = (arn: string) => `InvalidParameterException: The role with name ${named(arn)} cannot be found.`;

const inRole = (words: string): Reference => ({
    input: "role",
    type: "aws:iam/role:Role",
    missing: (name) => `NoSuchEntity: The role with name ${name} cannot be found.`,
    inUse: () => `DeleteConflict: Cannot delete entity, must ${words} first.`,
    atOnce: true,
});

const ofBucket: AccountRules = {
    taken: "overwrites",
    refersTo: [
        {
            input: "bucket",
            type: "aws:s3/bucket:Bucket",
            missing: () => "NoSuchBucket: The specified bucket does not exist",
        },
    ],
    sources: ["https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"],
};

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
// "/aws/eks/prod/cluster"
const controlPlaneGroup = /^\/aws\/eks\/[^/]+\/cluster$/;

/** EKS makes the group of its control plane where it is not there. */
function controlPlaneLogs({ name, enabledClusterLogTypes }: Inputs): readonly Beside[] {
    const group = `/aws/eks/${name}/cluster`;
    return (enabledClusterLogTypes ?? []).length > 0 ? [{ type: logGroup, id: group, inputs: { name: group } }] : [];
}

const network: Readonly<Record<string, AccountRules>> = {
    "aws:ec2/subnet:Subnet": { refersTo: [inVpc], sources: ec2 },
    "aws:ec2/internetGateway:InternetGateway": { refersTo: [inVpc], sources: ec2 },
    "aws:ec2/routeTable:RouteTable": { refersTo: [inVpc], sources: ec2 },
    "aws:ec2/vpcEndpoint:VpcEndpoint": { refersTo: [inVpc, onTable("routeTableIds")], sources: ec2 },
    "aws:ec2/natGateway:NatGateway": {
        refersTo: [
            inSubnet("subnetId"),
            {
                input: "allocationId",
                type: "aws:ec2/eip:Eip",
                missing: (id) => `InvalidAllocationID.NotFound: The allocation ID '${id}' does not exist`,
                inUse: (id) => `InvalidIPAddress.InUse: The address with allocation ID '${id}' is in use.`,
            },
        ],
        sources: [...ec2, "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html"],
    },
    "aws:ec2/route:Route": {
        uniqueBy: ["routeTableId", "destinationCidrBlock"],
        shared: ({ destinationCidrBlock }) =>
            `RouteAlreadyExists: The route identified by ${destinationCidrBlock} already exists.`,
        refersTo: [
            onOwnTable,
            {
                input: "gatewayId",
                type: "aws:ec2/internetGateway:InternetGateway",
                missing: (id) => `InvalidGatewayID.NotFound: The gateway ID '${id}' does not exist`,
            },
            {
                input: "natGatewayId",
                type: "aws:ec2/natGateway:NatGateway",
                missing: (id) => `NatGatewayNotFound: NAT gateway ${id} was not found`,
            },
        ],
        sources: ec2,
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        uniqueBy: ["subnetId"],
        shared: ({ routeTableId }) =>
            `Resource.AlreadyAssociated: the specified association for route table ${routeTableId} conflicts with an existing association`,
        // The association of a subnet goes with it.
        refersTo: [{ ...inSubnet("subnetId"), inUse: undefined }, onTable("routeTableId")],
        sources: ec2,
    },
};

const cluster: Readonly<Record<string, AccountRules>> = {
    "aws:eks/cluster:Cluster": {
        taken: (name) => `ResourceInUseException: Cluster already exists with name: ${name}`,
        refersTo: [
            {
                ...passedRole(
                    "roleArn",
                    (arn) =>
                        `InvalidParameterException: Role with arn: ${arn}, could not be assumed because it does not exist or the trusted entity is not correct`,
                ),
                retried: true, // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go
            },
            inSubnet("vpcConfig.subnetIds"),
        ],
        makes: controlPlaneLogs,
        leaves: controlPlaneLogs,
        endpoint: ({ vpcConfig }) => ({
            public: vpcConfig.endpointPublicAccess ?? true,
            allowedCidrs: vpcConfig.publicAccessCidrs ?? ["0.0.0.0/0"],
            networks: vpcConfig.subnetIds,
        }),
        letsIn: () => true,
        sources: eks("CreateCluster"),
    },
    "aws:eks/nodeGroup:NodeGroup": {
        refersTo: [
            { ...ofCluster, inUse: () => "ResourceInUseException: Cluster has nodegroups attached" },
            passedRole("nodeRoleArn", invalidRole),
            inSubnet("subnetIds"),
        ],
        sources: [...eks("CreateNodegroup"), ...eks("DeleteCluster")],
    },
    "aws:eks/addon:Addon": {
        taken: () => "ResourceInUseException: Addon already exists.",
        refersTo: [ofCluster, passedRole("podIdentityAssociations.roleArn", invalidRole)],
        sources: eks("CreateAddon"),
    },
    "aws:eks/accessEntry:AccessEntry": {
        taken: () => "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
        refersTo: [
            ofCluster,
            {
                ...passedRole(
                    "principalArn",
                    () => "InvalidParameterException: The specified principalArn is invalid: invalid principal.",
                ),
                retried: true, // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/access_entry.go
                when: ({ type }) => type === "EC2", // the nodes' role is the program's, people's are not
            },
        ],
        sources: eks("CreateAccessEntry"),
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        taken: "overwrites",
        refersTo: [
            ofCluster,
            {
                input: "principalArn",
                type: "aws:eks/accessEntry:AccessEntry",
                by: "principalArn",
                missing: () => "ResourceNotFoundException: The specified principalArn could not be found.",
                retried: true, // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/access_policy_association.go
            },
        ],
        letsIn: ({ policyArn }) => policyArn.endsWith("ClusterAdminPolicy"), // and not nodes
        sources: eks("AssociateAccessPolicy"),
    },
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        uniqueBy: ["clusterName", "namespace", "serviceAccount"],
        shared: () => "ResourceInUseException: Association already exists",
        refersTo: [
            ofCluster,
            {
                ...passedRole(
                    "roleArn",
                    () => "InvalidParameterException: Role provided in the request does not exist.",
                ),
                retried: true, // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/pod_identity_association.go
            },
        ],
        sources: eks("CreatePodIdentityAssociation"),
    },
};

/** What AWS makes of the things in an account. */
export const awsAccount: Readonly<Record<string, AccountRules>> = {
    ...network,
    ...cluster,
    "aws:iam/role:Role": {
        taken: (name) => `EntityAlreadyExists: Role with name ${name} already exists.`,
        sources: iam("CreateRole"),
    },
    "aws:iam/rolePolicy:RolePolicy": {
        taken: "overwrites",
        refersTo: [inRole("delete policies")],
        sources: [...iam("PutRolePolicy"), ...iam("DeleteRole")],
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        taken: "overwrites",
        refersTo: [inRole("detach all policies")],
        sources: [...iam("AttachRolePolicy"), ...iam("DeleteRole")],
    },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
        taken: (_, { url }) => `EntityAlreadyExists: Provider with url ${url} already exists.`,
        sources: iam("CreateOpenIDConnectProvider"),
    },
    [logGroup]: {
        taken: () => "ResourceAlreadyExistsException: The specified log group already exists",
        // The last lines of a control plane come after it has gone, and often after its group has.
        leaves: ({ name }) => (controlPlaneGroup.test(name) ? [{ type: logGroup, id: name, inputs: { name } }] : []),
        sources: [
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2764",
            "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
        ],
    },
    "aws:s3/bucket:Bucket": {
        taken: () =>
            "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
        sources: ["https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html"],
    },
    "aws:s3/bucketObjectv2:BucketObjectv2": ofBucket,
    "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
    "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
};

/** What AWS shows late; a test shortens it: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency */
export const awsDelays: Readonly<Record<string, Delay>> = {
    "aws:iam/role:Role": { seconds: 2 },
    "aws:eks/accessEntry:AccessEntry": { seconds: 1 },
};
