import { awsResources } from "./aws-permission-resources";
import { awsStorePermissions } from "./aws-store-permissions";
import type { Need, PermissionTable, TypeNeeds } from "./permissions";

/** Actions of a service, with what each takes. */
const reference = (service: string) =>
    `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${service}.html`;
const provider = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";

const ofEc2 = (file: string) => [reference("amazonec2"), `${provider}/ec2/${file}.go`];
const tagged = ["ec2:CreateTags"];
const retagged = ["ec2:CreateTags", "ec2:DeleteTags"];

const network: Readonly<Record<string, TypeNeeds>> = {
    "aws:ec2/vpc:Vpc": {
        create: ["ec2:CreateVpc", "ec2:ModifyVpcAttribute", ...tagged],
        // It also reads what AWS makes with a network.
        read: [
            "ec2:DescribeVpcs",
            "ec2:DescribeVpcAttribute",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
        ],
        update: ["ec2:ModifyVpcAttribute", ...retagged],
        delete: ["ec2:DeleteVpc"],
        sources: ofEc2("vpc_"),
    },
    "aws:ec2/subnet:Subnet": {
        create: ["ec2:CreateSubnet", ...tagged],
        read: ["ec2:DescribeSubnets"],
        update: retagged,
        delete: ["ec2:DeleteSubnet", "ec2:DescribeNetworkInterfaces"], // interfaces that functions left behind
        sources: ofEc2("vpc_subnet"),
    },
    "aws:ec2/internetGateway:InternetGateway": {
        create: ["ec2:CreateInternetGateway", "ec2:AttachInternetGateway", ...tagged],
        read: ["ec2:DescribeInternetGateways"],
        update: ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway", ...retagged],
        delete: ["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
        sources: ofEc2("vpc_internet_gateway"),
    },
    "aws:ec2/eip:Eip": {
        create: ["ec2:AllocateAddress", ...tagged],
        read: ["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"],
        update: retagged,
        delete: ["ec2:DisassociateAddress", "ec2:ReleaseAddress"],
        sources: ofEc2("ec2_eip"),
    },
    "aws:ec2/natGateway:NatGateway": {
        create: ["ec2:CreateNatGateway", ...tagged],
        read: ["ec2:DescribeNatGateways"],
        update: retagged,
        delete: ["ec2:DeleteNatGateway"],
        sources: ofEc2("vpc_nat_gateway"),
    },
    "aws:ec2/routeTable:RouteTable": {
        create: ["ec2:CreateRouteTable", ...tagged],
        read: ["ec2:DescribeRouteTables"],
        update: retagged,
        delete: ["ec2:DisassociateRouteTable", "ec2:DeleteRouteTable"],
        sources: ofEc2("vpc_route_table"),
    },
    "aws:ec2/route:Route": {
        create: ["ec2:CreateRoute"],
        read: ["ec2:DescribeRouteTables"],
        update: ["ec2:ReplaceRoute"],
        delete: ["ec2:DeleteRoute"],
        sources: ofEc2("vpc_route"),
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        create: ["ec2:AssociateRouteTable"],
        read: ["ec2:DescribeRouteTables"],
        update: ["ec2:ReplaceRouteTableAssociation"],
        delete: ["ec2:DisassociateRouteTable"],
        sources: ofEc2("vpc_route_table_association"),
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        create: ["ec2:CreateVpcEndpoint", ...tagged],
        read: ["ec2:DescribeVpcEndpoints", "ec2:DescribePrefixLists"],
        update: ["ec2:ModifyVpcEndpoint", ...retagged],
        delete: ["ec2:DeleteVpcEndpoints"],
        sources: ofEc2("vpc_endpoint"),
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
        create: ["ec2:CreateLaunchTemplate", ...tagged],
        read: ["ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions"],
        update: ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate", ...retagged],
        delete: ["ec2:DeleteLaunchTemplate"],
        sources: ofEc2("ec2_launch_template"),
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        create: ["ec2:AuthorizeSecurityGroupIngress", ...tagged],
        read: ["ec2:DescribeSecurityGroupRules"],
        update: ["ec2:ModifySecurityGroupRules", ...retagged],
        delete: ["ec2:RevokeSecurityGroupIngress"],
        sources: ofEc2("vpc_security_group_ingress_rule"),
    },
};

const guide = "https://docs.aws.amazon.com/eks/latest/userguide";
const ofEks = (file: string, page?: string) => [
    reference("amazonelastickubernetesservice"),
    `${provider}/eks/${file}.go`,
    ...(page === undefined ? [] : [`${guide}/${page}.html`]),
];
const labelled = ["eks:TagResource"];
const relabelled = ["eks:TagResource", "eks:UntagResource"];
/** EKS gives the role to pods. */
const passedToPods = ["iam:PassRole for pods.eks.amazonaws.com"];

const cluster: Readonly<Record<string, TypeNeeds>> = {
    "aws:eks/cluster:Cluster": {
        create: [
            "eks:CreateCluster",
            ...labelled,
            "iam:PassRole for eks.amazonaws.com",
            "iam:CreateServiceLinkedRole for eks.amazonaws.com",
            // EKS uses the key of Kubernetes secrets by a grant that the caller makes.
            "kms:DescribeKey",
            "kms:CreateGrant",
        ],
        read: ["eks:DescribeCluster"],
        update: ["eks:UpdateClusterConfig", "eks:UpdateClusterVersion", "eks:DescribeUpdate", ...relabelled],
        delete: ["eks:DeleteCluster"],
        sources: [...ofEks("cluster", "enable-kms"), `${guide}/using-service-linked-roles-eks.html`],
    },
    "aws:eks/nodeGroup:NodeGroup": {
        create: [
            "eks:CreateNodegroup",
            ...labelled,
            "iam:PassRole for eks.amazonaws.com",
            "iam:PassRole for ec2.amazonaws.com",
            "iam:GetRole",
            "iam:ListAttachedRolePolicies",
            "iam:CreateServiceLinkedRole for eks-nodegroup.amazonaws.com",
            "ec2:RunInstances", // EKS tries the launch template as the caller
            "ec2:DescribeSubnets",
            "ec2:DescribeLaunchTemplateVersions",
            ...tagged,
        ],
        read: ["eks:DescribeNodegroup"],
        update: [
            "eks:UpdateNodegroupConfig",
            "eks:UpdateNodegroupVersion",
            "eks:DescribeUpdate",
            "ec2:RunInstances",
            "ec2:DescribeLaunchTemplateVersions",
            ...tagged,
            ...relabelled,
        ],
        delete: ["eks:DeleteNodegroup"],
        sources: [
            ...ofEks("node_group", "using-service-linked-roles-eks-nodegroups"),
            "https://github.com/aws-samples/terraform-eks-code/issues/13",
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/823",
        ],
    },
    "aws:eks/addon:Addon": {
        create: ["eks:CreateAddon", "eks:CreatePodIdentityAssociation", ...passedToPods, ...labelled],
        read: ["eks:DescribeAddon", "eks:DescribePodIdentityAssociation"],
        update: [
            "eks:UpdateAddon",
            "eks:DescribeUpdate",
            "eks:CreatePodIdentityAssociation",
            "eks:UpdatePodIdentityAssociation",
            "eks:DeletePodIdentityAssociation",
            ...passedToPods,
            ...relabelled,
        ],
        delete: ["eks:DeleteAddon", "eks:DeletePodIdentityAssociation"],
        sources: ofEks("addon", "update-addon-role"),
    },
    "aws:eks/accessEntry:AccessEntry": {
        create: ["eks:CreateAccessEntry", ...labelled],
        read: ["eks:DescribeAccessEntry"],
        delete: ["eks:DeleteAccessEntry"],
        sources: ofEks("access_entry", "creating-access-entries"),
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        create: ["eks:AssociateAccessPolicy"],
        read: ["eks:ListAssociatedAccessPolicies"],
        delete: ["eks:DisassociateAccessPolicy"],
        sources: ofEks("access_policy_association"),
    },
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        create: ["eks:CreatePodIdentityAssociation", "iam:GetRole", ...passedToPods, ...labelled],
        read: ["eks:DescribePodIdentityAssociation"],
        update: ["eks:UpdatePodIdentityAssociation", "iam:GetRole", ...passedToPods, ...relabelled],
        delete: ["eks:DeletePodIdentityAssociation"],
        sources: ofEks("pod_identity_association", "pod-id-association"),
    },
};

const ofIam = (file: string) => [reference("awsidentityandaccessmanagementiam"), `${provider}/iam/${file}.go`];

const rights: Readonly<Record<string, TypeNeeds>> = {
    "aws:iam/role:Role": {
        create: ["iam:CreateRole", "iam:TagRole"],
        read: ["iam:GetRole", "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"],
        update: ["iam:UpdateAssumeRolePolicy", "iam:UpdateRoleDescription", "iam:TagRole", "iam:UntagRole"],
        delete: ["iam:ListInstanceProfilesForRole", "iam:DeleteRole"],
        sources: ofIam("role"),
    },
    "aws:iam/rolePolicy:RolePolicy": {
        create: ["iam:PutRolePolicy"],
        read: ["iam:GetRolePolicy"],
        update: ["iam:PutRolePolicy"],
        delete: ["iam:DeleteRolePolicy"],
        sources: ofIam("role_policy"),
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        create: ["iam:AttachRolePolicy"],
        read: ["iam:ListAttachedRolePolicies"],
        delete: ["iam:DetachRolePolicy"],
        sources: ofIam("role_policy_attachment"),
    },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
        create: ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"],
        read: ["iam:GetOpenIDConnectProvider"],
        update: [
            "iam:AddClientIDToOpenIDConnectProvider",
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:TagOpenIDConnectProvider",
            "iam:UntagOpenIDConnectProvider",
        ],
        delete: ["iam:DeleteOpenIDConnectProvider"],
        sources: ofIam("openid_connect_provider"),
    },
};

const sinks: Readonly<Record<string, TypeNeeds>> = {
    "aws:cloudwatch/logGroup:LogGroup": {
        create: ["logs:CreateLogGroup", "logs:PutRetentionPolicy", "logs:TagResource"],
        read: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
        update: ["logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy", "logs:TagResource", "logs:UntagResource"],
        delete: ["logs:DeleteLogGroup"],
        sources: [reference("amazoncloudwatchlogs"), `${provider}/logs/group.go`],
    },
    "aws:amp/workspace:Workspace": {
        create: ["aps:CreateWorkspace", "aps:TagResource"],
        read: ["aps:DescribeWorkspace", "aps:DescribeLoggingConfiguration"],
        update: ["aps:UpdateWorkspaceAlias", "aps:TagResource", "aps:UntagResource"],
        delete: ["aps:DeleteWorkspace"],
        sources: [reference("amazonmanagedserviceforprometheus"), `${provider}/amp/workspace.go`],
    },
};

const functions: Readonly<Record<string, Need>> = {
    // Whoever has credentials may ask whose they are.
    "aws:index/getCallerIdentity:getCallerIdentity": {
        permissions: [],
        sources: ["https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html"],
    },
    "aws:index/getAvailabilityZones:getAvailabilityZones": {
        permissions: ["ec2:DescribeAvailabilityZones"],
        sources: [`${provider}/ec2/ec2_availability_zones_data_source.go`],
    },
    "aws:cloudwatch/getLogGroups:getLogGroups": {
        permissions: ["logs:DescribeLogGroups"],
        sources: [`${provider}/logs/groups_data_source.go`],
    },
};

/** What AWS wants of whoever runs Pulumi, as far as an EKS cluster goes. Inside the cluster, access entries decide. */
export const awsPermissions: PermissionTable = {
    provider: "aws",
    types: { ...network, ...cluster, ...rights, ...sinks, ...awsStorePermissions },
    functions,
    beside: {},
    resources: awsResources,
};
