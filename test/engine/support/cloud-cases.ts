import type { Fault } from "../../doubles/faults";

/** What the engine's tests of a cloud need to know of it. */
export interface CloudCase {
    readonly cloud: "eks" | "gke" | "aks";
    /** The Kubernetes cluster's own type. */
    readonly clusterType: string;
    /** Types of what holds state, which stays when all else is destroyed. */
    readonly stateTypes: readonly string[];
    /** Faults of a first run, of a second and so on: each is struck once, and what the user reads. */
    readonly faults: readonly (Fault & { readonly message: string })[];
    /** Refusals of what the cloud does not know yet; every run waits for it, so that none of them strikes. @default none */
    readonly refusalsOfNew?: readonly (Fault & { readonly message: string })[];
    /** Objects in Kubernetes beside those that every stack has, by kind. */
    readonly moreObjects: Readonly<Record<string, number>>;
    /** What the cloud's control plane defines in Kubernetes by itself. */
    readonly definitions: readonly (readonly [group: string, version: string, kind: string])[];
    /** Pairs of types: everything of the first is made before anything of the second. */
    readonly order: readonly (readonly [string, string])[];
    /** What `pulumi up` says to sign in, once for each process that does. */
    readonly signIn: string;
    /** Input of the cluster that holds its Kubernetes version. */
    readonly versionInput: string;
}

const once = (type: string, message: string, more: Partial<Fault> = {}) =>
    ({ method: "create", type, times: 1, message, ...more }) as const;

/** What the cloud refuses for as long as another resource is new. Stacks of these tests wait a hundredth of the time. */
const whileNew = (type: string, name: string, made: string, milliseconds: number, message: string) =>
    ({ method: "create", type, name, message, whileNew: { name: made, milliseconds } }) as const;

export const cloudCases: readonly CloudCase[] = [
    {
        cloud: "eks",
        clusterType: "aws:eks/cluster:Cluster",
        stateTypes: ["aws:s3/bucket:Bucket"],
        faults: [
            once("aws:eks/cluster:Cluster", "timeout while waiting for state to become 'ACTIVE'"),
            once("aws:eks/podIdentityAssociation:PodIdentityAssociation", "InvalidParameterException: role not found"),
        ],
        moreObjects: {
            ConfigMapPatch: 1,
            IngressClass: 1,
            NodeClass: 3,
            NodePool: 4,
            StorageClass: 1,
            ValidatingAdmissionPolicy: 1,
            ValidatingAdmissionPolicyBinding: 1,
        },
        definitions: [
            ["karpenter.sh", "v1", "NodePool"],
            ["eks.amazonaws.com", "v1", "NodeClass"],
        ],
        order: [
            ["aws:ec2/vpc:Vpc", "aws:eks/cluster:Cluster"],
            ["aws:cloudwatch/logGroup:LogGroup", "aws:eks/cluster:Cluster"],
            ["aws:eks/cluster:Cluster", "aws:eks/podIdentityAssociation:PodIdentityAssociation"],
            ["aws:s3/bucket:Bucket", "aws:eks/podIdentityAssociation:PodIdentityAssociation"],
        ],
        signIn: "aws --region eu-west-1 eks get-token --cluster-name flink --output json",
        versionInput: "version",
    },
    {
        cloud: "gke",
        clusterType: "gcp:container/cluster:Cluster",
        stateTypes: ["gcp:storage/bucket:Bucket"],
        faults: [
            once("gcp:container/cluster:Cluster", "timeout while waiting for state to become 'DONE'"),
            once("gcp:container/nodePool:NodePool", "the pool has 1 of 3 instances: quota exceeded", { partial: true }),
            once("gcp:storage/managedFolderIamMember:ManagedFolderIamMember", "Identity Pool does not exist"),
        ],
        refusalsOfNew: [
            whileNew(
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
                "flink-keys-secrets-disks",
                "flink-apis-compute",
                500,
                "Service account service-1@compute-system.iam.gserviceaccount.com does not exist",
            ),
            whileNew(
                "gcp:storage/bucket:Bucket",
                "flink-state-bucket",
                "flink-keys-state-bucket",
                1000,
                "Permission denied on Cloud KMS key. Please ensure that your Cloud Storage service account has been authorized to use this key.",
            ),
            whileNew(
                "gcp:container/cluster:Cluster",
                "flink-control-plane-cluster",
                "flink-keys-secrets-clusters",
                1000,
                "Cloud KMS Key is not usable: permission denied",
            ),
        ],
        moreObjects: { StorageClass: 1 },
        definitions: [],
        order: [
            ["gcp:projects/service:Service", "gcp:container/cluster:Cluster"],
            ["gcp:compute/subnetwork:Subnetwork", "gcp:container/cluster:Cluster"],
            ["gcp:container/cluster:Cluster", "gcp:container/nodePool:NodePool"],
            ["gcp:container/nodePool:NodePool", "gcp:storage/managedFolderIamMember:ManagedFolderIamMember"],
        ],
        signIn: "gke-gcloud-auth-plugin",
        versionInput: "minMasterVersion",
    },
    {
        cloud: "aks",
        clusterType: "azure-native:containerservice:ManagedCluster",
        stateTypes: ["azure-native:storage:StorageAccount", "azure-native:storage:BlobContainer"],
        faults: [
            once("azure-native:containerservice:ManagedCluster", "context deadline exceeded"),
            once("azure-native:containerservice:AgentPool", "SkuNotAvailable: 1 of 3 zones", { partial: true }),
            once("azure-native:authorization:RoleAssignment", "PrincipalNotFound: principal does not exist", {
                name: "flink-jobs-flink-jobs-state-state",
            }),
        ],
        refusalsOfNew: [
            whileNew(
                "azure-native:containerservice:ManagedCluster",
                "flink-control-plane-cluster",
                "flink-control-plane-nodes",
                4000,
                "CustomKubeletIdentityMissingPermissionError",
            ),
            whileNew(
                "azure-native:storage:StorageAccount",
                "flink-state-account",
                "flink-state-encryption-key",
                4000,
                "KeyVaultAuthenticationFailure",
            ),
            whileNew(
                "azure-native:authorization:RoleAssignment",
                "flink-jobs-flink-jobs-state-state",
                "flink-state-writer",
                4000,
                "RoleDefinitionDoesNotExist",
            ),
            whileNew(
                "azure-native:authorization:RoleAssignment",
                "flink-samples-upload",
                "flink-state-uploader",
                4000,
                "RoleDefinitionDoesNotExist",
            ),
            whileNew(
                "azure-native:managedidentity:FederatedIdentityCredential",
                "flink-samples-trust",
                "flink-samples-identity",
                1000,
                "ResourceNotFound: the identity is not in Microsoft Graph",
            ),
            whileNew(
                "azure-native:managedidentity:FederatedIdentityCredential",
                "flink-jobs-flink-jobs-state-trust",
                "flink-jobs-flink-jobs-state-identity",
                1000,
                "ResourceNotFound: the identity is not in Microsoft Graph",
            ),
        ],
        moreObjects: { ConfigMap: 2, Job: 1, Namespace: 3, ServiceAccount: 3 },
        definitions: [],
        order: [
            ["azure-native:authorization:RoleDefinition", "azure-native:containerservice:ManagedCluster"],
            ["azure-native:network:Subnet", "azure-native:containerservice:ManagedCluster"],
            ["azure-native:containerservice:ManagedCluster", "azure-native:containerservice:AgentPool"],
            // The samples' trust needs the cluster's issuer, and no pool.
            [
                "azure-native:containerservice:ManagedCluster",
                "azure-native:managedidentity:FederatedIdentityCredential",
            ],
        ],
        signIn: "kubelogin get-token",
        versionInput: "kubernetesVersion",
    },
];
