import type { AccountRules, Reference } from "./account-rules";
import { azureAccessTypes } from "./azure-native-access";
import { azureContainerTypes } from "./azure-native-containers";
import { azureMonitorTypes } from "./azure-native-monitor";
import { azureNetworkTypes } from "./azure-native-network";
import { azureStorageTypes } from "./azure-native-storage";
import type { Delay } from "./profile";
import type { TypeRules } from "./rules";

const common = ["https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors"];
const roles = ["https://learn.microsoft.com/azure/role-based-access-control/troubleshooting"];

// The provider looks before it makes anything:
// https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/azure/client_azcore.go
const taken = (id: string) => `cannot create already existing resource '${id}'`;

const inGroup: Reference = {
    input: "resourceGroupName",
    type: "azure-native:resources:ResourceGroup",
    by: "name",
    missing: (name) => `ResourceGroupNotFound: Resource group '${name}' could not be found.`,
};

/** A thing in another, which is named by its name. */
const inParent = (input: string, type: string, kind: string): Reference => ({
    input,
    type,
    by: "name",
    missing: (name) =>
        `ParentResourceNotFound: Failed to perform 'write', because the parent resource '${kind}/${name}' could not be found.`,
});

const subnet = (input: string): Reference => ({
    input,
    type: "azure-native:network:Subnet",
    missing: (id) => `InvalidResourceReference: Resource ${id} was not found.`,
    inUse: (id) =>
        `InUseSubnetCannotBeDeleted: Subnet ${last(id)} is in use and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.`,
});

const identity = (input: string): Reference => ({
    input,
    type: "azure-native:managedidentity:UserAssignedIdentity",
    missing: (id) => `FailedIdentityOperation: The identity ${id} was not found.`,
});

const ofAccount = inParent("accountName", "azure-native:storage:StorageAccount", "Microsoft.Storage/storageAccounts");
const ofCluster = inParent(
    "resourceName",
    "azure-native:containerservice:ManagedCluster",
    "Microsoft.ContainerService/managedClusters",
);

/** Roles that are in every directory: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const builtIn: readonly string[] = [
    "4d97b98b-1d4f-4787-a291-c67834d212e7", // Network Contributor
    "f1a07417-d97a-45cb-824c-7a7467783830", // Managed Identity Operator
    "12338af0-0e69-4776-bea7-57ae8d297424", // Key Vault Crypto User
    "e147488a-f6f5-4113-8e2d-b22465e65bf6", // Key Vault Crypto Service Encryption User
    "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", // Azure Kubernetes Service RBAC Cluster Admin
    "3913510d-42f4-4e42-8a64-420c390055eb", // Monitoring Metrics Publisher
];

const last = (path: string) => path.split("/").at(-1) ?? "";
const deletedVault = "azure-native:keyvault:DeletedVault";

/** What is special to a type. */
const special: Readonly<Record<string, Partial<AccountRules>>> = {
    "azure-native:network:Subnet": {
        refersTo: [
            inParent("virtualNetworkName", "azure-native:network:VirtualNetwork", "Microsoft.Network/virtualNetworks"),
            {
                input: "natGateway.id",
                type: "azure-native:network:NatGateway",
                missing: (id) => `InvalidResourceReference: Resource ${id} was not found.`,
                inUse: (id) =>
                    `CannotDeleteNatGatewayAssociatedToSubnet: NAT Gateway ${id} is still configured on 1 subnets.`,
            },
        ],
        sources: [...common, "https://github.com/Azure-Samples/Copilot-Studio-with-Azure-AI-Search/issues/62"],
    },
    "azure-native:network:NatGateway": {
        refersTo: [
            {
                input: "publicIpAddresses.id",
                type: "azure-native:network:PublicIPAddress",
                missing: (id) => `InvalidResourceReference: Resource ${id} was not found.`,
                inUse: (id, { natGatewayName }) =>
                    `PublicIPAddressCannotBeDeleted: Public IP address ${id} can not be deleted since it is still allocated to resource ${natGatewayName}.`,
            },
        ],
        sources: common,
    },
    "azure-native:containerservice:ManagedCluster": {
        refersTo: [
            subnet("agentPoolProfiles.vnetSubnetID"),
            identity("identity.userAssignedIdentities"),
            identity("identityProfile.kubeletidentity.resourceId"),
        ],
        endpoint: ({ apiServerAccessProfile: access, agentPoolProfiles: pools }) => ({
            public: access?.enablePrivateCluster !== true,
            allowedCidrs: access?.authorizedIPRanges?.length > 0 ? access.authorizedIPRanges : ["0.0.0.0/0"],
            networks: pools.flatMap(({ vnetSubnetID }: { vnetSubnetID?: string }) => vnetSubnetID ?? []),
        }),
        letsIn: () => true,
        sources: [...common, "https://learn.microsoft.com/azure/aks/private-clusters"],
    },
    "azure-native:containerservice:AgentPool": {
        refersTo: [ofCluster, subnet("vnetSubnetID")],
        sources: common,
    },
    "azure-native:containerservice:MaintenanceConfiguration": { refersTo: [ofCluster], sources: common },
    "azure-native:managedidentity:FederatedIdentityCredential": {
        uniqueBy: ["resourceGroupName", "resourceName", "issuer", "subject"],
        shared: () => "Conflict: Issuer and subject combination already exists for this Managed Identity.",
        refersTo: [
            inParent(
                "resourceName",
                "azure-native:managedidentity:UserAssignedIdentity",
                "Microsoft.ManagedIdentity/userAssignedIdentities",
            ),
        ],
        sources: ["https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations"],
    },
    "azure-native:authorization:RoleDefinition": {
        uniqueBy: ["roleName"],
        shared: ({ roleName }) =>
            `RoleDefinitionWithSameNameExists: A custom role with the same name '${roleName}' already exists in this directory.`,
        sources: roles,
    },
    "azure-native:authorization:RoleAssignment": {
        uniqueBy: ["scope", "roleDefinitionId", "principalId"],
        shared: () => "RoleAssignmentExists: The role assignment already exists.",
        refersTo: [
            {
                input: "roleDefinitionId",
                type: "azure-native:authorization:RoleDefinition",
                by: "name",
                name: last,
                missing: (guid) =>
                    `RoleDefinitionDoesNotExist: The specified role definition with ID '${guid}' does not exist.`,
                inUse: () => "RoleDefinitionHasAssignments: There are existing role assignments referencing role.",
                when: ({ roleDefinitionId }) => !builtIn.includes(last(roleDefinitionId)),
            },
            {
                input: "principalId",
                type: "azure-native:managedidentity:UserAssignedIdentity",
                by: "principalId",
                missing: (id) => `PrincipalNotFound: Principal ${id} does not exist in the directory.`,
                // A type that is said is taken at its word.
                when: ({ principalType }) => principalType === undefined,
            },
        ],
        sources: roles,
    },
    "azure-native:storage:BlobServiceProperties": {
        taken: "overwrites", // every account has it: https://learn.microsoft.com/rest/api/storagerp/blob-services
        refersTo: [ofAccount],
        sources: common,
    },
    "azure-native:storage:BlobContainer": { refersTo: [ofAccount], sources: common },
    "azure-native:keyvault:Vault": {
        blockedBy: ({ vaultName }) => ({
            type: deletedVault,
            id: vaultName,
            words: `ConflictError: A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.`,
        }),
        leaves: ({ vaultName }) => [{ type: deletedVault, id: vaultName }],
        sources: ["https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"],
    },
    "azure-native:keyvault:Key": {
        refersTo: [inParent("vaultName", "azure-native:keyvault:Vault", "Microsoft.KeyVault/vaults")],
        sources: common,
    },
};

const types: Readonly<Record<string, TypeRules>> = {
    ...azureAccessTypes,
    ...azureContainerTypes,
    ...azureMonitorTypes,
    ...azureNetworkTypes,
    ...azureStorageTypes,
};

/** What Azure makes of the things in a subscription. */
export const azureNativeAccount: Readonly<Record<string, AccountRules>> = Object.fromEntries(
    Object.entries(types).map(([type, { properties }]) => {
        const { refersTo = [], sources = common, ...own } = special[type] ?? {};
        const named = "resourceGroupName" in properties && type !== inGroup.type;
        return [type, { taken, ...own, refersTo: [...(named ? [inGroup] : []), ...refersTo], sources }];
    }),
);

/** What Azure shows late; a test shortens it: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export const azureNativeDelays: Readonly<Record<string, Delay>> = {
    "azure-native:authorization:RoleDefinition": { seconds: 2 },
    "azure-native:managedidentity:UserAssignedIdentity": { seconds: 1 },
};
