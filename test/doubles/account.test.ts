import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placeThing } from "./account";
import { Double } from "./double";
import { rulesOf } from "./main";
import type { Inputs } from "./rules";
import { readStandingCluster } from "./standing-cluster";

const roleArn = "arn:aws:iam::123456789012:role/prod";
const group = { resourceGroupName: "flink" };
const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";
const inGroup = `${subscription}/resourceGroups/flink/providers`;
const definition = "0a0a0a0a-0000-4000-8000-000000000000";
const assignment = {
    scope: subscription,
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${definition}`,
    principalId: "0b0b0b0b-0000-4000-8000-000000000000",
};

/** A thing that is there, with its outputs beside the inputs. */
type There = readonly [type: string, id: string, inputs?: Inputs, outputs?: Inputs];

const vpc: There = ["aws:ec2/vpc:Vpc", "vpc-1"];
const subnet: There = ["aws:ec2/subnet:Subnet", "subnet-1", { vpcId: "vpc-1" }];
const eks: There = ["aws:eks/cluster:Cluster", "prod"];
const network: There = ["gcp:compute/network:Network", "projects/a-project/global/networks/net", { name: "net" }];
const resources: There = ["azure-native:resources:ResourceGroup", "flink", group, { name: "flink" }];
const virtualNetwork: There = [
    "azure-native:network:VirtualNetwork",
    "net",
    { ...group, virtualNetworkName: "net" },
    { name: "net" },
];
const role: There = ["azure-native:authorization:RoleDefinition", "role", { roleName: "Flink" }, { name: definition }];

/** What is made beside what is there, and the cloud's answer. */
const creations: readonly (readonly [type: string, inputs: Inputs, there: readonly There[], words: string])[] = [
    ["aws:ec2/subnet:Subnet", { vpcId: "vpc-2" }, [vpc], "InvalidVpcID.NotFound: The vpc ID 'vpc-2' does not exist"],
    [
        "aws:ec2/route:Route",
        { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" },
        [
            ["aws:ec2/routeTable:RouteTable", "rtb-1"],
            ["aws:ec2/route:Route", "route", { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" }],
        ],
        "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
    ],
    [
        "aws:eks/cluster:Cluster",
        { name: "prod", roleArn, vpcConfig: { subnetIds: [] } },
        [["aws:iam/role:Role", "prod", {}, { arn: roleArn }], eks],
        "ResourceInUseException: Cluster already exists with name: prod",
    ],
    [
        "aws:eks/cluster:Cluster",
        { name: "prod", roleArn, vpcConfig: { subnetIds: [] } },
        [],
        `InvalidParameterException: Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`,
    ],
    [
        "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        { clusterName: "prod", namespace: "jobs", serviceAccount: "flink", roleArn },
        [
            eks,
            ["aws:iam/role:Role", "prod", {}, { arn: roleArn }],
            [
                "aws:eks/podIdentityAssociation:PodIdentityAssociation",
                "a-1",
                { clusterName: "prod", namespace: "jobs", serviceAccount: "flink" },
            ],
        ],
        "ResourceInUseException: Association already exists",
    ],
    [
        "aws:cloudwatch/logGroup:LogGroup",
        { name: "/aws/eks/prod/cluster" },
        [["aws:cloudwatch/logGroup:LogGroup", "/aws/eks/prod/cluster"]],
        "ResourceAlreadyExistsException: The specified log group already exists",
    ],
    [
        "gcp:compute/subnetwork:Subnetwork",
        { name: "part", network: "projects/a-project/global/networks/other", region: "europe-west4" },
        [network],
        "googleapi: Error 404: The resource 'projects/a-project/global/networks/other' was not found, notFound",
    ],
    [
        "gcp:kms/keyRing:KeyRing",
        { name: "ring", location: "europe-west4" },
        [["gcp:kms/keyRing:KeyRing", "projects/a-project/locations/europe-west4/keyRings/ring"]],
        "googleapi: Error 409: KeyRing projects/a-project/locations/europe-west4/keyRings/ring already exists.",
    ],
    [
        "gcp:storage/managedFolderIamMember:ManagedFolderIamMember",
        {
            bucket: "state",
            member: "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme.svc.id.goog/subject/ns/jobs/sa/flink",
        },
        [["gcp:storage/bucket:Bucket", "state"]],
        "googleapi: Error 400: Identity Pool does not exist (acme.svc.id.goog).",
    ],
    [
        "azure-native:network:VirtualNetwork",
        { ...group, virtualNetworkName: "net" },
        [resources, ["azure-native:network:VirtualNetwork", `${inGroup}/Microsoft.Network/virtualNetworks/net`]],
        `cannot create already existing resource '${inGroup}/Microsoft.Network/virtualNetworks/net'`,
    ],
    [
        "azure-native:network:VirtualNetwork",
        { ...group, virtualNetworkName: "net" },
        [],
        "ResourceGroupNotFound: Resource group 'flink' could not be found.",
    ],
    [
        "azure-native:network:Subnet",
        { ...group, virtualNetworkName: "other", subnetName: "nodes" },
        [resources, virtualNetwork],
        "ParentResourceNotFound: Failed to perform 'write', because the parent resource 'Microsoft.Network/virtualNetworks/other' could not be found.",
    ],
    [
        "azure-native:authorization:RoleAssignment",
        { ...assignment, principalType: "ServicePrincipal" },
        [],
        `RoleDefinitionDoesNotExist: The specified role definition with ID '${definition}' does not exist.`,
    ],
    [
        "azure-native:authorization:RoleAssignment",
        assignment,
        [role],
        `PrincipalNotFound: Principal ${assignment.principalId} does not exist in the directory.`,
    ],
    [
        "azure-native:authorization:RoleAssignment",
        { ...assignment, principalType: "ServicePrincipal" },
        [role, ["azure-native:authorization:RoleAssignment", "other", assignment]],
        "RoleAssignmentExists: The role assignment already exists.",
    ],
    [
        "azure-native:keyvault:Vault",
        { ...group, vaultName: "keys" },
        [resources, ["azure-native:keyvault:DeletedVault", "keys"]],
        "ConflictError: A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.",
    ],
];

/** What is deleted, with what else is there, and the cloud's answer. */
const deletions: readonly (readonly [deleted: There, others: readonly There[], words: string])[] = [
    [vpc, [subnet], "DependencyViolation: The vpc 'vpc-1' has dependencies and cannot be deleted."],
    [
        subnet,
        [["aws:eks/nodeGroup:NodeGroup", "prod:nodes", { clusterName: "prod", subnetIds: ["subnet-2", "subnet-1"] }]],
        "DependencyViolation: The subnet 'subnet-1' has dependencies and cannot be deleted.",
    ],
    [
        eks,
        [["aws:eks/nodeGroup:NodeGroup", "prod:nodes", { clusterName: "prod" }]],
        "ResourceInUseException: Cluster has nodegroups attached",
    ],
    [
        ["aws:iam/role:Role", "prod"],
        [["aws:iam/rolePolicy:RolePolicy", "prod:x", { role: "prod" }]],
        "DeleteConflict: Cannot delete entity, must delete policies first.",
    ],
    [
        network,
        [
            [
                "gcp:compute/router:Router",
                "router",
                {
                    name: "way-out",
                    network: "https://www.googleapis.com/compute/v1/projects/a-project/global/networks/net",
                },
            ],
        ],
        "googleapi: Error 400: The network resource 'projects/a-project/global/networks/net' is already being used by 'way-out', resourceInUseByAnotherResource",
    ],
    [
        role,
        [["azure-native:authorization:RoleAssignment", "assigned", assignment]],
        "RoleDefinitionHasAssignments: There are existing role assignments referencing role.",
    ],
    [
        ["azure-native:network:Subnet", `${inGroup}/Microsoft.Network/virtualNetworks/net/subnets/nodes`],
        [
            [
                "azure-native:containerservice:ManagedCluster",
                "prod",
                {
                    agentPoolProfiles: [
                        { vnetSubnetID: `${inGroup}/Microsoft.Network/virtualNetworks/net/subnets/nodes` },
                    ],
                },
            ],
        ],
        "InUseSubnetCannotBeDeleted: Subnet nodes is in use and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.",
    ],
];

describe("accounts of the clouds", () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "double-"))));
    afterEach(() => rmSync(folder, { recursive: true }));
    const place = (there: readonly There[]) =>
        there.forEach(([type, id, inputs = {}, outputs]) => placeThing(folder, { type, id, inputs }, outputs));
    const doubleOf = (type: string) =>
        new Double(rulesOf(type.split(":")[0] ?? ""), folder, readStandingCluster(folder));

    for (const [type, inputs, there, message] of creations) {
        it(`refuse a ${type.split(":").at(-1)}: ${message.split(/[ :]/)[0]}`, async () => {
            place(there);
            const subject = { urn: `urn:${type}`, type, name: "made" };
            await assert.rejects(doubleOf(type).create(subject, inputs, false), { message });
        });
    }

    for (const [[type, id, inputs, outputs], others, message] of deletions) {
        it(`keep a ${type.split(":").at(-1)}: ${message.split(/[ :]/)[0]}`, async () => {
            place([[type, id, inputs, outputs], ...others]);
            const subject = { urn: `urn:${type}`, type, name: "deleted", id };
            await assert.rejects(doubleOf(type).delete(subject, {}), { message });
        });
    }
});
