// Written by npm run plugin-args -- --write, from the form of a stack file.
/* eslint-disable max-lines, @typescript-eslint/no-explicit-any */

/** Arguments of a FlinkStack: the blocks of a stack file. */
export interface FlinkStackArgs {
    /** The cluster: exactly one of the fields is set. */
    cluster: Cluster;
    /** The Flink Kubernetes Operator. */
    operator?: Operator;
    /** Collection of the metrics of the operator and the jobs. */
    monitoring?: Monitoring;
    /** Alerts about jobs and the operator, as docs/alerts.md lists them. */
    alerts?: Alert;
    /** Logs of the operator and of jobs. */
    logging?: Logging;
    /** Namespaces of jobs that exist already and are not made. Default: none. */
    existingNamespaces?: string[];
    /** Teams with a namespace each, by name. */
    teams?: Record<string, Team>;
    /** Jobs with a cluster of their own, by name. */
    applications?: Record<string, Application>;
    /** Clusters that jobs share, by name. */
    sessionClusters?: Record<string, SessionCluster>;
    /** Jobs on session clusters, by name. */
    sessionJobs?: Record<string, SessionJob>;
    /** Snapshots of jobs on demand, by name. */
    snapshots?: Record<string, Snapshot>;
    /** `false` lets `pulumi up` end without waiting for the jobs. Default: true. */
    waitForJobs?: boolean;
    /** `false` takes away the line in which a preview says what the operator will do with a changed job: docs/impact.md. Default: true. */
    showImpact?: boolean;
    /** Jobs that one `pulumi up` restarts at once, at least 1: docs/disruption.md. Default: any number. */
    maxConcurrentRestarts?: number;
    /** Arguments of every job of `applications`, with the keys of such a job: docs/environment.md says which, and how they are merged. Its block `enforced` holds those that no job may set otherwise. Default: none. */
    applicationDefaults?: TeamApplicationDefaults;
}

/** The cluster: exactly one of the fields is set. */
export interface Cluster {
    /** A cluster on Amazon EKS. */
    eks?: EksCluster;
    /** A cluster on Google GKE. */
    gke?: GkeCluster;
    /** A cluster on Azure AKS. */
    aks?: AksCluster;
    /** A cluster that exists, with an object store made in it. */
    local?: LocalCluster;
    /** A cluster that exists, and an object store that exists. */
    existing?: ExistingCluster;
}

/** A cluster on Amazon EKS. */
export interface EksCluster {
    /** Region of everything, such as `eu-west-1`. */
    region: string;
    /** Availability zones, from 2 to 6, such as `eu-west-1a`. Default: three zones of the region, by name. */
    zones?: string[];
    /** Name in AWS, of up to 100 letters, digits, `-` and `_`. Default: the component's name. */
    clusterName?: string;
    /** Raise it to replace the cluster on purpose: from 2 on the cluster is called `<clusterName>-<generation>`. The state store stays the same. Default: 1. */
    generation?: number;
    /** As `major.minor`, in EKS's standard support. Default: 1.35. */
    kubernetesVersion?: string;
    /** Access to the Kubernetes API over the network. Default: only the cluster's own nodes. */
    endpoint?: EksClusterEndpoint;
    /** Nodes by role. With node groups, `minNodes` is 1 for `jobManager` and `taskManager` too. */
    nodes?: EksClusterNodes;
    /** Service that takes container logs: `cloud` is a CloudWatch log group, to which an add-on sends those of every node. Default: cloud. */
    logs?: string;
    /** Service that takes metrics: `cloud` makes an Amazon Managed Prometheus workspace. `monitoring` of the platform with `mode: managed` writes to it. Default: inCluster. */
    metrics?: string;
    /** Refuse to delete or replace the cluster. Default: true. */
    deletionProtection?: boolean;
    /** ARNs of the IAM roles or users that administer the cluster. The identity that runs Pulumi must be one of them; without any, the cluster's creator administers it. Default: none. */
    administrators?: string[];
    /** Way to run nodes: `auto` is EKS Auto Mode, which adds and removes nodes as pods need them; `nodeGroups` are managed node groups, each of `minNodes` nodes until you install an autoscaler. Default: auto. */
    compute?: string;
    /** Network, created or adopted. Default: created. */
    network?: EksClusterNetwork;
    /** Bucket of checkpoints, savepoints and high-availability metadata. Default: created. */
    stateStore?: EksClusterStateStore;
    /** ARN of a key that encrypts Kubernetes secrets. Default: a dedicated key. */
    secretsKeyArn?: string;
    /** Way in which pods get their rights; `irsa` also for Flink versions that Pod Identity does not reach. Default: podIdentity. */
    identity?: string;
    /** Logs of the control plane that CloudWatch keeps. It bills them by the gigabyte; `api` and `audit` are the largest. Default: `audit` and `authenticator`: who did what and who logged in, which cannot be found out later. */
    controlPlaneLogs?: string[];
    /** Days for which the control plane's logs and those of containers are kept. Default: 90. */
    logRetentionDays?: number;
    /** When Auto Mode may replace nodes for a newer image. Default: Sundays from 2 to 6 UTC. */
    maintenance?: EksClusterMaintenance;
    /** Release of the image of node groups, such as `1.35.2-20261110`; name a newer one to have nodes replaced, one at a time. Default: the newest at the moment when a group is made or gets another Kubernetes version, which then stays. */
    nodeRelease?: string;
    /** Versions of EKS add-ons by name: with node groups of all add-ons, with Auto Mode only of `amazon-cloudwatch-observability`. An add-on that is not named keeps the version with which it was made. Default: EKS's own choice when the add-on is made. */
    addonVersions?: Record<string, string>;
    /** Tags on everything in AWS that takes them. Default: none. */
    tags?: Record<string, string>;
}

/** Access to the Kubernetes API over the network. Default: only the cluster's own nodes. */
export interface EksClusterEndpoint {
    /** Also reachable from the internet, by `allowedCidrs`. Default: false. */
    public?: boolean;
    /** IPv4 ranges that reach the API on port 443: of the internet if `public`, otherwise of the network and what is connected to it. Default: none. */
    allowedCidrs?: string[];
    /** This machine is connected to the cluster's network, by a VPN or as a runner inside it. A private API needs that, or a network that exists: a run that makes the network cannot be connected to it. Default: false. */
    reachable?: boolean;
}

/** Nodes by role. With node groups, `minNodes` is 1 for `jobManager` and `taskManager` too. */
export interface EksClusterNodes {
    /** Of the operator, monitoring, logging and the cluster's own pods. */
    system?: EksClusterNodesSystem;
    /** Always on demand: a JobManager that goes away restarts its job. */
    jobManager?: EksClusterNodesJobManager;
    /** Of TaskManagers; they can be interruptible. */
    taskManager?: EksClusterNodesTaskManager;
    /** An autoscaler that you install decides how many nodes a group has, from `minNodes` to `maxNodes`; only with node groups. Without it every `pulumi up` gives each group `minNodes` nodes. Default: false. */
    autoscaler?: boolean;
}

/** Of the operator, monitoring, logging and the cluster's own pods. */
export interface EksClusterNodesSystem {
    /** Least processors of a node. Default: 2 for `system`, 4 for `jobManager`, 8 for `taskManager`. */
    vcpus?: number;
    /** Least memory of a node in GiB. Default: 8 for `system`, 16 for `jobManager`, 32 for `taskManager`. */
    memoryGiB?: number;
    /** A type by the cloud's name, instead of `vcpus` and `memoryGiB`. Default: the smallest type that holds them. */
    instanceType?: string;
    /** Images of every pod on these nodes must be built for it. Default: `amd64`. */
    architecture?: string;
    /** Nodes that are always there. Default: 2 for `system`, 0 for the others. */
    minNodes?: number;
    /** Most nodes, over all zones. Default: 4 for `system`, 10 for `jobManager`, 20 for `taskManager`. */
    maxNodes?: number;
    /** System disk of a node in GiB. Default: 100. */
    diskGiB?: number;
    /** Nodes with a fast local disk, where RocksDB keeps its working state. Default: false. */
    localDisk?: boolean;
}

/** Always on demand: a JobManager that goes away restarts its job. */
export interface EksClusterNodesJobManager {
    /** Least processors of a node. Default: 2 for `system`, 4 for `jobManager`, 8 for `taskManager`. */
    vcpus?: number;
    /** Least memory of a node in GiB. Default: 8 for `system`, 16 for `jobManager`, 32 for `taskManager`. */
    memoryGiB?: number;
    /** A type by the cloud's name, instead of `vcpus` and `memoryGiB`. Default: the smallest type that holds them. */
    instanceType?: string;
    /** Images of every pod on these nodes must be built for it. Default: `amd64`. */
    architecture?: string;
    /** Nodes that are always there. Default: 2 for `system`, 0 for the others. */
    minNodes?: number;
    /** Most nodes, over all zones. Default: 4 for `system`, 10 for `jobManager`, 20 for `taskManager`. */
    maxNodes?: number;
    /** System disk of a node in GiB. Default: 100. */
    diskGiB?: number;
    /** Nodes with a fast local disk, where RocksDB keeps its working state. Default: false. */
    localDisk?: boolean;
    spot?: boolean;
}

/** Of TaskManagers; they can be interruptible. */
export interface EksClusterNodesTaskManager {
    /** Least processors of a node. Default: 2 for `system`, 4 for `jobManager`, 8 for `taskManager`. */
    vcpus?: number;
    /** Least memory of a node in GiB. Default: 8 for `system`, 16 for `jobManager`, 32 for `taskManager`. */
    memoryGiB?: number;
    /** A type by the cloud's name, instead of `vcpus` and `memoryGiB`. Default: the smallest type that holds them. */
    instanceType?: string;
    /** Images of every pod on these nodes must be built for it. Default: `amd64`. */
    architecture?: string;
    /** Nodes that are always there. Default: 2 for `system`, 0 for the others. */
    minNodes?: number;
    /** Most nodes, over all zones. Default: 4 for `system`, 10 for `jobManager`, 20 for `taskManager`. */
    maxNodes?: number;
    /** System disk of a node in GiB. Default: 100. */
    diskGiB?: number;
    /** Nodes with a fast local disk, where RocksDB keeps its working state. Default: false. */
    localDisk?: boolean;
    /** Interruptible nodes: cheaper, and the cloud may take them back at short notice. Jobs then restart from their last checkpoint. Default: false. */
    spot?: boolean;
}

/** Network, created or adopted. Default: created. */
export interface EksClusterNetwork {
    /** IPv4 range of the network, from `/16` to `/24`. Default: 10.0.0.0/16. */
    cidr?: string;
    /** IPv4 range of Kubernetes services, from `/12` to `/24`; it must not be in use around the cluster. Default: 172.20.0.0/16. */
    serviceCidr?: string;
    /** One NAT gateway for all zones, or one in each: this costs more, but keeps the other zones connected when one fails. Default: one. */
    natGateways?: string;
    /** A network that exists; then neither `cidr` nor `natGateways` nor `zones` apply. */
    existing?: EksClusterNetworkExisting;
}

/** A network that exists; then neither `cidr` nor `natGateways` nor `zones` apply. */
export interface EksClusterNetworkExisting {
    /** Private subnets for nodes and the control plane, in at least two zones. */
    subnetIds: string[];
}

/** Bucket of checkpoints, savepoints and high-availability metadata. Default: created. */
export interface EksClusterStateStore {
    /** Name of the bucket to create. Default: `<clusterName>-state-<account>-<region>`. */
    name?: string;
    /** Name of a bucket that exists; nothing of it is changed. */
    existing?: string;
    /** ARN of the key that encrypts the bucket. Default: a dedicated key; for an existing bucket none. */
    kmsKeyArn?: string;
    /** Days for which overwritten and deleted objects can be restored, at least 1. Default: 7. */
    oldVersionDays?: number;
    /** Days after which unfinished uploads are dropped, at least 7: Flink resumes them after a downtime. Default: 7. */
    abortUploadsDays?: number;
    /** Files that the bucket offers to jobs. Default: none. */
    samples?: Record<string, string>;
    /** Another S3 endpoint, such as that of an interface endpoint or of an S3-compatible store, without a path. Default: `https://s3.<region>.amazonaws.com`. */
    endpoint?: string;
}

/** When Auto Mode may replace nodes for a newer image. Default: Sundays from 2 to 6 UTC. */
export interface EksClusterMaintenance {
    /** Day of the week in UTC. */
    day: string;
    /** From 0 to 23. */
    startHourUtc: number;
    /** From 1 to 24. */
    hours: number;
}

/** A cluster on Google GKE. */
export interface GkeCluster {
    /** Id of the project, such as `acme-prod`; not its number. */
    project: string;
    /** Region of everything that is made, such as `europe-west1`. */
    region: string;
    /** Zones of the nodes. Default: three zones of the region. */
    zones?: string[];
    /** The cluster's name in the project: lower case, at most 40 characters. Default: the component's name. */
    clusterName?: string;
    /** Counts replacements of the cluster that are made on purpose; from 2 on the cluster is named `<clusterName>-<generation>`. The state store stays. Default: 1. */
    generation?: number;
    /** Lowest version of the cluster as `major.minor`; the release channel raises it. Default: `1.35`. */
    kubernetesVersion?: string;
    /** Access to the Kubernetes API. Default: only through the DNS endpoint. */
    endpoint?: GkeClusterEndpoint;
    /** Nodes by role. */
    nodes?: GkeClusterNodes;
    /** Service that takes container logs: `cloud` is Cloud Logging. Default: `cloud`. */
    logs?: string;
    /** Service that takes metrics: `cloud` is Managed Service for Prometheus. Default: `inCluster`. */
    metrics?: string;
    /** Refuse to delete or replace the cluster. Default: true. */
    deletionProtection?: boolean;
    /** Administrators of this cluster, as members of IAM policies: `group:…`, `user:…`, `serviceAccount:…`, `principal://…` or `principalSet://…`. Default: none beyond those that the project's own policies name. */
    administrators?: string[];
    /** Release channel: the earlier a channel, the newer its versions. Default: `regular`. */
    releaseChannel?: string;
    /** Network, created or adopted. Default: created. */
    network?: GkeClusterNetwork;
    /** Bucket of checkpoints, savepoints and high-availability metadata. Default: created. */
    stateStore?: GkeClusterStateStore;
    /** Identity that pods use for Google Cloud: the Kubernetes service account itself (`directPrincipal`), or a dedicated Google service account (`serviceAccount`) for services that do not accept the former. Default: `directPrincipal`. */
    identity?: string;
    /** Key of Cloud KMS for Kubernetes secrets and for disks of nodes and volumes, in the cluster's region: `projects/…/locations/…/keyRings/…/cryptoKeys/…`. The service agents of Kubernetes Engine and Compute Engine must have the role Cloud KMS CryptoKey Encrypter/Decrypter on it. Default: a dedicated key, with these rights. */
    secretsKeyId?: string;
    /** Weekly time in which Google may upgrade the cluster and its nodes. Default: Saturdays and Sundays from 2 to 8 UTC. */
    maintenance?: GkeClusterMaintenance;
    /** Labels on everything that takes them. Default: none. */
    labels?: Record<string, string>;
    /** Enable the services of the project that are needed here; they stay enabled. Default: true. */
    enableApis?: boolean;
}

/** Access to the Kubernetes API. Default: only through the DNS endpoint. */
export interface GkeClusterEndpoint {
    /** The control plane also has a public IP address. Default: false. */
    public?: boolean;
    /** Ranges that may reach the public IP address. Default: none. */
    allowedCidrs?: string[];
}

/** Nodes by role. */
export interface GkeClusterNodes {
    /** Of the operator, monitoring, logging and the cluster's own pods. */
    system?: EksClusterNodesSystem;
    /** Always on demand: a JobManager that goes away restarts its job. */
    jobManager?: EksClusterNodesJobManager;
    /** Of TaskManagers; they can be interruptible. */
    taskManager?: EksClusterNodesTaskManager;
}

/** Network, created or adopted. Default: created. */
export interface GkeClusterNetwork {
    /** Addresses of nodes. Default: `10.0.0.0/20`. */
    cidr?: string;
    /** Addresses of pods, 256 for each node. Default: `10.4.0.0/14`, for 1024 nodes. */
    podCidr?: string;
    /** Addresses of Kubernetes services. Default: `10.8.0.0/20`. */
    serviceCidr?: string;
    /** Addresses of the proxies of internal HTTP load balancers. Default: `10.9.0.0/23`. */
    proxyCidr?: string;
    /** A network that exists; then no other argument applies. Default: a network is created. */
    existing?: GkeClusterNetworkExisting;
}

/** A network that exists; then no other argument applies. Default: a network is created. */
export interface GkeClusterNetworkExisting {
    /** Name or self link of the network. */
    network: string;
    /** Name or self link of its subnetwork in the cluster's region. */
    subnetwork: string;
    /** Name of the subnetwork's secondary range for pods. */
    podRangeName: string;
    /** Name of the subnetwork's secondary range for Kubernetes services. */
    serviceRangeName: string;
}

/** Bucket of checkpoints, savepoints and high-availability metadata. Default: created. */
export interface GkeClusterStateStore {
    /** The bucket's name, unique in the world. Default: `<project>-<clusterName>-state`. */
    name?: string;
    /** A bucket that exists, in the cluster's region and with uniform bucket-level access. Default: one is created. */
    existing?: string;
    /** Days for which a deleted or overwritten object can be brought back, at least 1. Default: 7. */
    oldVersionDays?: number;
    /** Days after which an unfinished upload is dropped, with the parts of a file that a job did not complete; at least 7. A job that is back earlier completes its files. An older savepoint can no longer complete those of a `FileSink`. Default: 7. */
    abortUploadsDays?: number;
    /** Files that the bucket offers to jobs. Default: none. */
    samples?: Record<string, string>;
    /** Key of Cloud KMS for the bucket, in the cluster's region. Cloud Storage's service agent must have the role Cloud KMS CryptoKey Encrypter/Decrypter on it. Default: a dedicated key, with this right. */
    kmsKeyId?: string;
}

/** Weekly time in which Google may upgrade the cluster and its nodes. Default: Saturdays and Sundays from 2 to 8 UTC. */
export interface GkeClusterMaintenance {
    /** Days on which the window opens. Default: Saturday and Sunday. */
    days?: string[];
    /** Hour at which it opens, in UTC, from 0 to 23. Default: 2. */
    startHourUtc?: number;
    /** Hours for which it is open, from 4 to 24. Default: 6. */
    hours?: number;
}

/** A cluster on Azure AKS. */
export interface AksCluster {
    /** Subscription of everything, as a GUID. */
    subscriptionId: string;
    /** Entra tenant of the subscription, as a GUID. */
    tenantId: string;
    /** Region of everything, such as `westeurope`: one that has availability zones. */
    location: string;
    /** Object ids of the Entra groups that administer the cluster, at least one. The user who runs Pulumi must be in one of them: there are no local accounts. */
    administrators: string[];
    /** Availability zones of nodes and disks, at least two of `1`, `2` and `3`. Default: all three. */
    zones?: string[];
    /** Name in Azure, of up to 63 letters, digits and `-`. Default: the component's name. */
    clusterName?: string;
    /** Raise it to replace the cluster on purpose: from 2 on the cluster is called `<clusterName>-<generation>`. The state store stays the same. Default: 1. */
    generation?: number;
    /** As `major.minor`; AKS goes up one minor version at a time. Default: 1.35. */
    kubernetesVersion?: string;
    /** Network access to the Kubernetes API. Default: only from what is connected to the cluster's network. */
    endpoint?: EksClusterEndpoint;
    /** Nodes by role. At least two system nodes, with 4 processors each, which is their default: AKS's own pods run there. */
    nodes?: GkeClusterNodes;
    /** Destination of container logs: `cloud` is a Log Analytics workspace. Default: cloud. */
    logs?: string;
    /** Destination of metrics in addition to the cluster's own Prometheus: `cloud` is an Azure Monitor workspace. Default: inCluster. */
    metrics?: string;
    /** Refuse to delete or replace the cluster. Default: true. */
    deletionProtection?: boolean;
    /** Kind of AKS cluster. Only `base` can be made; `automatic` is refused, with the reason. Default: base. */
    sku?: string;
    /** Name of a resource group that exists. Default: its own group, called by `clusterName`. */
    resourceGroup?: string;
    /** `patch` installs patches of the Kubernetes version in the maintenance window, `none` nothing. Default: patch. */
    upgradeChannel?: string;
    /** Network, created or adopted. Default: created. */
    network?: AksClusterNetwork;
    /** Encrypt the nodes' own disks too, also the fast ones of `localDisk`; the subscription must have the feature `EncryptionAtHost` registered. Default: false. */
    encryptionAtHost?: boolean;
    /** Storage of checkpoints, savepoints and high-availability metadata. Default: created. */
    stateStore?: AksClusterStateStore;
    /** Keys that encrypt Kubernetes secrets and the state store. Default: created in its own vault. */
    keys?: AksClusterKeys;
    /** Way in which Flink gets its rights to the state store. Default: proxySidecar. */
    identity?: string;
    /** Hadoop version of the Azure plugin in the images of jobs, such as `3.4.1`: say it where you built your own. Default: the one of Flink's official images. */
    hadoopInImage?: string;
    /** Way in which `kubelogin` signs in the user of the kubeconfig. Default: azurecli. */
    login?: string;
    /** Class of ReadWriteOnce disks: `managed-csi` or `managed-csi-premium`, or one of yours. Default: managed-csi. */
    storageClassName?: string;
    /** Retention of the control plane's logs and those of containers, in days from 30 to 730. Default: 90. */
    logRetentionDays?: number;
    /** Most that the Log Analytics workspace takes in on one day, in GB from 1 to 4000. What is logged after that is lost, the control plane's audit too, until the next day begins: raise it if you have many jobs. Default: 5. */
    logDailyCapGB?: number;
    /** Weekly time in which AKS may upgrade the cluster and its nodes. Default: Sundays from 2 to 6 UTC. */
    maintenance?: EksClusterMaintenance;
    /** Tags on everything in Azure that takes them. Default: none. */
    tags?: Record<string, string>;
}

/** Network, created or adopted. Default: created. */
export interface AksClusterNetwork {
    /** IPv4 range of the virtual network, from `/8` to `/24`. Default: 10.0.0.0/16. */
    cidr?: string;
    /** IPv4 range of pods, which exists only in the cluster; every node takes a `/24` of it. Default: 10.128.0.0/14. */
    podCidr?: string;
    /** IPv4 range of Kubernetes services, from `/13` to `/28`, which exists only in the cluster. Default: 10.32.0.0/16. */
    serviceCidr?: string;
    /** One NAT gateway for all zones, or one in each: dearer, but the loss of a zone leaves the others their way out. Nodes are then in one subnet and one pool for each zone; changing it later needs another `generation`. Default: one. */
    natGateways?: string;
    /** A network that exists; then neither `cidr` nor `natGateways` apply. */
    existing?: AksClusterNetworkExisting;
}

/** A network that exists; then neither `cidr` nor `natGateways` apply. */
export interface AksClusterNetworkExisting {
    /** Subnet of nodes, with the service endpoint `Microsoft.Storage` and a way out to the internet. */
    subnetId: string;
    /** The subnet's way out: a NAT gateway on it, or a route to a firewall. Default: natGateway. */
    outbound?: string;
}

/** Storage of checkpoints, savepoints and high-availability metadata. Default: created. */
export interface AksClusterStateStore {
    /** Name of the account to create, unique in all of Azure. Default: `flink` and a hash of subscription, group and cluster. */
    name?: string;
    /** Name of an account that exists, with hierarchical namespace; nothing of it is changed. */
    existing?: string;
    /** Resource group of an existing account. Default: the cluster's. */
    existingResourceGroup?: string;
    /** Name of the container; of an existing account one that exists. Default: flink. */
    container?: string;
    /** Days for which deleted files and containers can be restored, from 1 to 365. Default: 7. */
    oldVersionDays?: number;
    /** Files that the container offers to jobs, together at most 1 MiB. A Job in the cluster's namespace `flink-samples` puts them there, and does so again when one changes. Default: none. */
    samples?: Record<string, string>;
    /** Image of that Job, with `bash` and `curl`. Default: the official image of Flink 2.2. */
    samplesImage?: string;
}

/** Keys that encrypt Kubernetes secrets and the state store. Default: created in its own vault. */
export interface AksClusterKeys {
    /** Name of the vault to create, unique in all of Azure. Default: `flink-` and a hash of subscription, group and cluster. */
    vaultName?: string;
    /** Keys that exist. */
    existing?: AksClusterKeysExisting;
}

/** Keys that exist. */
export interface AksClusterKeysExisting {
    /** Id of the vault. */
    vaultId: string;
    /** Address of the key for Kubernetes secrets, with its version. */
    secretsKeyUri: string;
    /** Name of the key for the state store. */
    stateKeyName: string;
}

/** A cluster that exists, with an object store made in it. */
export interface LocalCluster {
    /** Context of the kubeconfig. Default: the kubeconfig's current context. */
    context?: string;
    /** Kubeconfig: its content or its file. With an output, such as a stack reference's, `context` also tells the cluster from others, and the component's name does where it is left out. Default: the files of the variable `KUBECONFIG`, else `~/.kube/config`. */
    kubeconfig?: string;
    /** Version of the cluster as `major.minor`, to be checked against the supported ones. Default: not checked. */
    kubernetesVersion?: string;
    /** Placement of all pods, those of the object store included. Default: any node. */
    placement?: LocalClusterPlacement;
    /** Placement of pods of one role, in place of `placement`; the object store's are of the role `system`. Default: `placement`. */
    nodes?: LocalClusterNodes;
    /** Secrets with the credentials of registries, which the operator's namespace and each namespace of jobs must hold; the object store has its own. Default: none. */
    imagePullSecrets?: string[];
    /** Class of ReadWriteOnce block storage, such as `longhorn`. Default: the cluster's default class. */
    storageClassName?: string;
    /** The S3-compatible server that the module runs in the cluster, or a bucket that exists. */
    objectStore?: LocalClusterObjectStore;
}

/** Placement of all pods, those of the object store included. Default: any node. */
export interface LocalClusterPlacement {
    /** Labels that nodes must have. Default: none. */
    nodeSelector?: Record<string, string>;
    /** Taints of nodes that pods may run on all the same. Default: none. */
    tolerations?: LocalClusterPlacementTolerations[];
    /** Processor architecture of these nodes, to be checked against jobs' images. Default: `any`. */
    architecture?: string;
}

/** Taints of nodes that pods may run on all the same. Default: none. */
export interface LocalClusterPlacementTolerations {
    key: string;
    operator?: string;
    value?: string;
    effect: string;
}

/** Placement of pods of one role, in place of `placement`; the object store's are of the role `system`. Default: `placement`. */
export interface LocalClusterNodes {
    /** Of the operator, monitoring and logging. Default: any node. */
    system?: LocalClusterPlacement;
    /** Of JobManagers. Default: any node. */
    jobManager?: LocalClusterPlacement;
    /** Of TaskManagers. Default: any node. */
    taskManager?: LocalClusterPlacement;
}

/** The S3-compatible server that the module runs in the cluster, or a bucket that exists. */
export interface LocalClusterObjectStore {
    /** Namespace of the server. Default: `flink-object-store`. */
    namespace?: string;
    /** Size of its volume in GiB, at least 1. Default: 5. */
    sizeGiB?: number;
    /** Image of the server. Default: the release of versitygw that the package is tested with. */
    image?: string;
    /** Secrets in the server's namespace with the credentials of the image's registry. Default: none. */
    imagePullSecrets?: string[];
    /** Keep the namespace and the volume in it when the stack is destroyed; the next `pulumi up` takes both over. Default: false: a local cluster is for trying things. */
    keepOnDestroy?: boolean;
    /** Files that the store offers to jobs, read-only, together at most 1 MiB. Default: none. */
    samples?: Record<string, string>;
    /** A bucket of an S3 service that exists, such as MinIO, Ceph or AWS. Excludes all other arguments. Default: none. */
    existing?: LocalClusterObjectStoreExisting;
}

/** A bucket of an S3 service that exists, such as MinIO, Ceph or AWS. Excludes all other arguments. Default: none. */
export interface LocalClusterObjectStoreExisting {
    /** URL under which pods reach the service, without a path: `https://minio.storage.svc:9000`. */
    endpoint: string;
    /** Name of the bucket. */
    bucket: string;
    /** Secret with the keys, which each namespace of jobs must hold: pods read Secrets of their own namespace only. Its values never pass through Pulumi. */
    secretName: string;
    /** Key of the Secret with the access key id. Default: `AWS_ACCESS_KEY_ID`, as of Rook's bucket claims. */
    accessKeyIdKey?: string;
    /** Key of the Secret with the secret access key. Default: `AWS_SECRET_ACCESS_KEY`. */
    secretAccessKeyKey?: string;
}

/** A cluster that exists, and an object store that exists. */
export interface ExistingCluster {
    /** Kubeconfig: its content, or the path of a file that holds it, which starts at the Pulumi project's folder. It is kept as a secret, and no message shows its content. */
    kubeconfig: string;
    /** Context of the kubeconfig. Default: the kubeconfig's current context. */
    context?: string;
    /** Name of the cluster in labels of metrics and logs. It also tells this cluster from others: under another name every object is made anew. Default: the component's name. */
    clusterName?: string;
    /** Region of the cluster, in labels of metrics and logs. Default: `existing`. */
    region?: string;
    /** Version of the cluster as `major.minor`, to be checked against the supported ones. Default: not checked. */
    kubernetesVersion?: string;
    /** Object store of checkpoints, savepoints and high-availability metadata. */
    stateStore: ExistingClusterStateStore;
    /** Placement of all pods. Default: any node. */
    placement?: LocalClusterPlacement;
    /** Placement of pods of one role, in place of `placement`. Default: `placement`. */
    nodes?: LocalClusterNodes;
    /** Secrets with the credentials of registries, which the operator's namespace and each namespace of jobs must hold. Default: none. */
    imagePullSecrets?: string[];
    /** Class of ReadWriteOnce block storage, such as `longhorn`. Default: the cluster's default class. */
    storageClassName?: string;
    /** Labels that namespaces of jobs get, such as a team's. Default: none. */
    namespaceLabels?: Record<string, string>;
}

/** Object store of checkpoints, savepoints and high-availability metadata. */
export interface ExistingClusterStateStore {
    /** `s3` is AWS or any service that speaks its protocol, `gs` Cloud Storage, `abfss` Azure Data Lake Storage. With `none` there is no place for state: only `FlinkDeployment` can be used, with options of your own. */
    kind: string;
    /** Name of the bucket, for `s3` and `gs`. Default: none. */
    bucket?: string;
    /** Name of the storage account, for `abfss`. Default: none. */
    account?: string;
    /** Name of the container in the account, for `abfss`. Default: none. */
    container?: string;
    /** Folder of the bucket or container below which all state lies, such as `flink/prod`. Default: its root. */
    prefix?: string;
    /** URL of an S3 service, without a path: `https://minio.storage.svc:9000`. Default: AWS's S3, in the bucket's own region. */
    endpoint?: string;
    /** Keys of the store in a Secret, for `s3` and `abfss`. Default: none. */
    secret?: ExistingClusterStateStoreSecret;
    /** Annotations of jobs' service accounts that give them an identity in the cloud, such as `eks.amazonaws.com/role-arn`. Its trust must name the service account `flink` of each namespace with jobs. Default: none. */
    serviceAccountAnnotations?: Record<string, string>;
    /** Labels that jobs' pods need for their identity, such as `azure.workload.identity/use`. Default: none. */
    podLabels?: Record<string, string>;
    /** Flink options of the store, over those that follow from the arguments above. Default: none. */
    flinkConfiguration?: Record<string, string>;
}

/** Keys of the store in a Secret, for `s3` and `abfss`. Default: none. */
export interface ExistingClusterStateStoreSecret {
    /** Name of the Secret. */
    name: string;
    /** Key of the Secret with the access key id, for `s3`. Default: `AWS_ACCESS_KEY_ID`, as of Rook's bucket claims. */
    accessKeyIdKey?: string;
    /** Key of the Secret with the secret access key, for `s3`. Default: `AWS_SECRET_ACCESS_KEY`. */
    secretAccessKeyKey?: string;
    /** Key of the Secret with the storage account's key, for `abfss`. Default: `AZURE_STORAGE_KEY`. */
    accountKeyKey?: string;
}

/** The Flink Kubernetes Operator. */
export interface Operator {
    /** Release of the operator: one that the package knows, or what it must be told of another. Default: 1.15.0. In place of it, `unlistedRelease` can be set. */
    release?: string;
    /** Release of the operator: one that the package knows, or what it must be told of another. Default: 1.15.0. In place of `release`. */
    unlistedRelease?: OperatorUnlistedRelease;
    /** `managed` installs the operator. `existing` registers nothing and describes one that exists already, so that applications can be checked against it; then only `release`, `namespace`, `watchNamespaces`, `labelSelector` and `configuration` count, and they must say what is true of it. Default: `managed`. */
    install?: string;
    /** Namespace of the operator. Default: `flink-operator`. */
    namespace?: string;
    /** The namespace exists already and is not made. Default: false, and true for `default` and `kube-system`, which every cluster has. */
    namespaceExists?: boolean;
    /** Image of the operator. */
    image?: OperatorImage;
    /** Secrets in the operator's namespace with the credentials of its registry. Default: none; a platform takes its cluster's. */
    imagePullSecrets?: string[];
    /** Pods of the operator, at least 1. From 2 on one leads and the others stand by: a lost leader is replaced after 15 seconds, and a new version takes over without a gap. Default: 1. */
    replicas?: number;
    /** Resources of the operator's container. Default: 1 GiB of memory, a quarter of a core requested, no cpu limit. */
    resources?: OperatorResources;
    /** Options of the operator's JVM, such as `-XX:MaxRAMPercentage=70`, each without spaces. They come after the package's own, `-XX:MaxRAMPercentage=60` and `-XX:+ExitOnOutOfMemoryError`, and win over them. Default: none. */
    jvmArgs?: string[];
    /** Namespaces whose Flink resources the operator looks after; it then has rights in these only. Adding one takes effect without a restart. Before one is removed its jobs must be gone: otherwise nothing serves their deletion. Default: all of the cluster's. */
    watchNamespaces?: string[];
    /** Give the operator the right to list the cluster's nodes. Two options need it: `kubernetes.rest-service.exposed.type`, of the operator or of a job, with `NodePort` or `LoadBalancer`, and the operator's `kubernetes.operator.cluster.resource-view.refresh-interval`. Default: false. */
    readNodes?: boolean;
    /** Labels of the Flink resources that it looks after; the platform puts them on its own. Default: all resources. */
    labelSelector?: Record<string, string>;
    /** Options of the operator, and defaults for every Flink cluster. Default: none beyond the package's own, which the operator's ConfigMap shows. */
    configuration?: Record<string, any>;
    /** Port on which its metrics are read in the form of Prometheus, from 1024 to 65535; its name in the pod is `metrics`. A change restarts the operator and no job. Default: none, so that nothing is opened; a platform with `monitoring` opens 9999. */
    metricsPort?: number;
    /** Log levels of the operator and the jobs. */
    logging?: OperatorLogging;
}

/** Release of the operator: one that the package knows, or what it must be told of another. Default: 1.15.0. */
export interface OperatorUnlistedRelease {
    /** Its number, as three numbers: `1.16.0`. It is the tag of the image, too. */
    version: string;
    /** Folder with the release's resource definitions as YAML files, upstream's `helm/flink-kubernetes-operator/crds`. A relative path starts at the Pulumi project's folder. */
    definitions: string;
    /** Flink versions that it runs, as `major.minor`. */
    flinkVersions: string[];
}

/** Image of the operator. */
export interface OperatorImage {
    /** Name without tag. Default: the official image of the release. */
    repository?: string;
    /** Tag. Default: the release. */
    tag?: string;
    /** Digest, such as `sha256:…`. Default: none. */
    digest?: string;
}

/** Resources of the operator's container. Default: 1 GiB of memory, a quarter of a core requested, no cpu limit. */
export interface OperatorResources {
    /** Quantities that a node must have free. */
    requests?: Record<string, string>;
    /** Quantities that it may use. */
    limits?: Record<string, string>;
}

/** Log levels of the operator and the jobs. */
export interface OperatorLogging {
    /** Least level of the operator's lines. Default: INFO. */
    level?: string;
    /** Least level of the jobs' lines. Default: INFO. */
    jobLevel?: string;
    /** Least level by logger of the operator, such as `org.apache.flink.kubernetes.operator`. Default: none. */
    loggers?: Record<string, string>;
    /** Least level by logger of the jobs. Default: those that repeat themselves at INFO are at WARN. */
    jobLoggers?: Record<string, string>;
    /** Form of the lines on the containers' output: `text`, or one JSON object a line. Files that Flink's UI shows hold text. Running jobs keep theirs until they are next deployed. Default: `text`; `json` on a platform with `logging`. */
    format?: string;
}

/** Collection of the metrics of the operator and the jobs. */
export interface Monitoring {
    /** Who collects them: - `existing`: a Prometheus Operator that the cluster has, by PodMonitors. - `managed`: the service of the cluster's cloud, where its block has `metrics: cloud`. Where the cloud has no collector in the cluster, a Prometheus that keeps nothing writes there. - `off`: nothing is made, and no port opened. */
    mode: string;
    /** Labels by which a Prometheus selects PodMonitors; its `podMonitorSelector` says which. Only with `existing`. Default: `release: kube-prometheus-stack`, which the chart of that name selects when its release is called so. */
    labels?: Record<string, string>;
    /** Namespace of the PodMonitors, which is there already or is the operator's. A Prometheus that does not look into all namespaces says where by its `podMonitorNamespaceSelector`. Only with `existing`. Default: the operator's. */
    namespace?: string;
    /** Seconds between two collections, from 5 to 120. Default: 30. */
    intervalSeconds?: number;
    /** Names of metrics that are not kept: regular expressions of RE2 over the whole name. A new list counts from the next collection on and restarts nothing. Default: those of docs/observability.md. */
    drop?: string[];
    /** Whether Grafana gets the package's dashboards, as ConfigMaps beside the PodMonitors with the label `grafana_dashboard: "1"`, which the sidecar of Grafana's chart looks for. Only with `existing`. Default: true with `existing`. */
    dashboards?: boolean;
    /** Further reporters of the jobs, by a name of your own, in any mode. A change reaches each job with its next deployment, and restarts none. Default: none. */
    reporters?: Record<string, MonitoringReporters>;
}

/** Further reporters of the jobs, by a name of your own, in any mode. A change reaches each job with its next deployment, and restarts none. Default: none. */
export interface MonitoringReporters {
    type: string;
    /** Seconds between two collections, from 5 to 120. Default: 30. */
    intervalSeconds?: number;
    options?: Record<string, any>;
}

/** Alerts about jobs and the operator, as docs/alerts.md lists them. */
export interface Alert {
    jobRestarting?: AlertJobRestarting;
    jobNotRunning?: AlertJobNotRunning;
    noTaskManagers?: AlertJobNotRunning;
    tasksNotRunning?: AlertJobNotRunning;
    taskManagersPending?: AlertJobNotRunning;
    noCheckpoint?: AlertNoCheckpoint;
    checkpointsFailing?: AlertJobRestarting;
    checkpointSlow?: AlertCheckpointSlow;
    taskBackPressured?: AlertTaskBackPressured;
    taskSaturated?: AlertTaskBackPressured;
    sourceLagGrowing?: AlertSourceLagGrowing;
    watermarkStalled?: AlertCheckpointSlow;
    garbageCollection?: AlertTaskBackPressured;
    enabled?: boolean;
    clusterMetrics?: boolean;
    runbooks?: string;
    applications?: Record<string, AlertApplications>;
    metricsUnreachable?: AlertJobNotRunning;
    jobLost?: AlertJobNotRunning;
    jobManagerNotReady?: AlertJobNotRunning;
    resourceStuck?: AlertJobNotRunning;
    deploymentFailed?: AlertJobNotRunning;
    deploymentRolledBack?: AlertJobNotRunning;
    snapshotFailed?: AlertJobRestarting;
    operatorDown?: AlertJobNotRunning;
    reconcileErrors?: AlertJobRestarting;
    operatorRequestsFailing?: AlertJobRestarting;
    autoscalerFailing?: AlertJobRestarting;
    jobManagerRestarting?: AlertJobRestarting;
    taskManagerOutOfMemory?: AlertJobNotRunning;
    taskManagerMemoryHigh?: AlertTaskBackPressured;
}

export interface AlertJobRestarting {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
    count?: number;
    windowMinutes?: number;
}

export interface AlertJobNotRunning {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
}

export interface AlertNoCheckpoint {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
    windowMinutes?: number;
}

export interface AlertCheckpointSlow {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
    seconds?: number;
}

export interface AlertTaskBackPressured {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
    percent?: number;
}

export interface AlertSourceLagGrowing {
    enabled?: boolean;
    severity?: string;
    forMinutes?: number;
    records?: number;
    windowMinutes?: number;
}

export interface AlertApplications {
    jobRestarting?: AlertJobRestarting;
    jobNotRunning?: AlertJobNotRunning;
    noTaskManagers?: AlertJobNotRunning;
    tasksNotRunning?: AlertJobNotRunning;
    taskManagersPending?: AlertJobNotRunning;
    noCheckpoint?: AlertNoCheckpoint;
    checkpointsFailing?: AlertJobRestarting;
    checkpointSlow?: AlertCheckpointSlow;
    taskBackPressured?: AlertTaskBackPressured;
    taskSaturated?: AlertTaskBackPressured;
    sourceLagGrowing?: AlertSourceLagGrowing;
    watermarkStalled?: AlertCheckpointSlow;
    garbageCollection?: AlertTaskBackPressured;
    enabled?: boolean;
}

/** Logs of the operator and of jobs. */
export interface Logging {
    /** Destination of the lines. Default: `{ kind: "cluster" }`. */
    sink?: LoggingSink;
    /** Collector on each node. The sink `cluster` has none. */
    collector?: LoggingCollector;
}

/** Destination of the lines. Default: `{ kind: "cluster" }`. */
export interface LoggingSink {
    kind: string;
    url?: string;
    headers?: Record<string, LoggingSinkHeaders>;
    certificateAuthority?: LoggingSinkHeaders;
    tenant?: string;
}

export interface LoggingSinkHeaders {
    secret: string;
    key: string;
}

/** Collector on each node. The sink `cluster` has none. */
export interface LoggingCollector {
    /** Namespace of its own, which lets pods read folders of their node. Default: `flink-logging`. */
    namespace?: string;
    /** The namespace exists already and is not made. Default: false. */
    namespaceExists?: boolean;
    /** Image without tag: one with the components of the collector's distribution `k8s`. Default: the official one. */
    image?: string;
    /** Version of the collector, which is the image's tag: 0.130.0 or newer. Default: 0.158.0. */
    version?: string;
    /** Secrets in its namespace with the credentials of its registry. Default: none. */
    imagePullSecrets?: string[];
    /** Memory that it may use on each node, in MiB, at least 128. Default: 256. */
    memoryMiB?: number;
    /** Processor that it requests on each node, in cores. Default: 0.05. */
    cpu?: number;
    /** Lines that may wait on a node's disk while the server is away; then reading pauses. At least 5000. Default: 100000. */
    queuedLines?: number;
}

/** Teams with a namespace each, by name. */
export interface Team {
    /** Namespace of the team, which no other team has. Default: the team's name. */
    namespace?: string;
    /** What the team's pods may take together. Default: no limits, and no Services that are open to the outside. */
    quota?: TeamQuota;
    /** What one container may take, and what one gets that asks for nothing. Default: 256 MiB and 0.1 CPU where it asks for nothing. */
    containers?: TeamContainers;
    /** Groups with rights in the namespace, in the words of the cluster's sign-in. Default: none. */
    groups?: TeamGroups;
    /** What the team's pods may reach, and what may reach them. Default: the least that Flink needs. */
    network?: TeamNetwork;
    /** Pod Security level of the namespace. `baseline` refuses pods that reach for their node; `restricted` also asks for a security context, which a pod template has to give. Default: `baseline`. */
    podSecurity?: string;
    /** Arguments of every application of the team, over those of the platform, and those that none may set otherwise. Default: none. */
    applicationDefaults?: TeamApplicationDefaults;
}

/** What the team's pods may take together. Default: no limits, and no Services that are open to the outside. */
export interface TeamQuota {
    /** CPUs that its pods may ask for, above 0. Default: no limit. */
    cpu?: number;
    /** Memory that its pods may take, in GiB, above 0. Default: no limit. */
    memoryGiB?: number;
    /** Pods, at least 1. Default: no limit. */
    pods?: number;
    /** Storage that its claims may ask for, in GiB, above 0. Default: no limit. */
    storageGiB?: number;
    /** Services of the types `LoadBalancer` and `NodePort` may be made. Default: false. */
    publicServices?: boolean;
}

/** What one container may take, and what one gets that asks for nothing. Default: 256 MiB and 0.1 CPU where it asks for nothing. */
export interface TeamContainers {
    /** CPUs that one container may have, above 0. Default: no limit. */
    maxCpu?: number;
    /** Memory that one container may have, in MiB, at least 1. Default: no limit. */
    maxMemoryMiB?: number;
    /** CPUs of a container that asks for none, above 0. Flink's own always ask. Default: 0.1. */
    defaultCpu?: number;
    /** Memory of a container that asks for none, in MiB, at least 1. Flink's own always ask. Default: 256. */
    defaultMemoryMiB?: number;
}

/** Groups with rights in the namespace, in the words of the cluster's sign-in. Default: none. */
export interface TeamGroups {
    /** Groups that may run and change the team's jobs. They read no Secret and change nothing that keeps teams apart. Default: none. */
    deployers?: string[];
    /** Groups that may look at the team's jobs, pods and logs. Default: none. */
    viewers?: string[];
}

/** What the team's pods may reach, and what may reach them. Default: the least that Flink needs. */
export interface TeamNetwork {
    /** Address ranges in which the API server answers, on the ports 443 and 6443. Default: `["0.0.0.0/0"]`. */
    apiServerCidrs?: string[];
    /** Namespace from which metrics are read, on port 9249. Default: `monitoring`. */
    monitoringNamespace?: string;
    /** Namespace of the operator, for a platform that does not say it. Default: what the platform says. */
    operatorNamespace?: string;
    /** Other destinations, such as a Kafka cluster. Default: none. */
    egress?: TeamNetworkEgress[];
    /** Others that may reach the team's pods, such as an ingress controller. Default: none. */
    ingress?: TeamNetworkEgress[];
}

/** Other destinations, such as a Kafka cluster. Default: none. */
export interface TeamNetworkEgress {
    cidr?: string;
    /** Namespace of the team, which no other team has. Default: the team's name. */
    namespace?: string;
    ports: number[];
}

/** Arguments of every application of the team, over those of the platform, and those that none may set otherwise. Default: none. */
export interface TeamApplicationDefaults {
    flinkVersion?: string;
    image?: string;
    imagePullPolicy?: string;
    flinkPatchVersion?: string;
    parallelism?: number;
    scaledByOthers?: boolean;
    state?: string;
    upgradeMode?: string;
    checkpointIntervalSeconds?: number;
    savepointOnDelete?: boolean;
    periodicSavepoints?: TeamApplicationDefaultsPeriodicSavepoints;
    retainedCheckpoints?: number;
    deleteTimeoutSeconds?: number;
    savepointFormat?: string;
    allowNonRestoredState?: boolean;
    restartNonce?: number;
    mode?: string;
    jobManager?: TeamApplicationDefaultsJobManager;
    taskManager?: TeamApplicationDefaultsTaskManager;
    autoscaler?: TeamApplicationDefaultsAutoscaler;
    disruption?: TeamApplicationDefaultsDisruption;
    plugins?: string[];
    flinkConfiguration?: Record<string, any>;
    /** As text; `environmentFrom` has the others. */
    environment?: Record<string, string>;
    /** As references; `environment` has those that are text. */
    environmentFrom?: Record<string, TeamApplicationDefaultsEnvironmentFrom>;
    files?: Record<string, TeamApplicationDefaultsFiles>;
    logConfiguration?: Record<string, string>;
    ingress?: TeamApplicationDefaultsIngress;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    readiness?: TeamApplicationDefaultsReadiness;
    podTemplate?: Record<string, any>;
    enforced?: TeamApplicationDefaultsEnforced;
}

export interface TeamApplicationDefaultsPeriodicSavepoints {
    intervalSeconds?: number;
    schedule?: string;
    retained?: number;
}

export interface TeamApplicationDefaultsJobManager {
    memoryMiB?: number;
    cpu?: number;
    cpuLimit?: number;
    podTemplate?: Record<string, any>;
    replicas?: number;
}

export interface TeamApplicationDefaultsTaskManager {
    memoryMiB?: number;
    cpu?: number;
    cpuLimit?: number;
    podTemplate?: Record<string, any>;
    taskSlots?: number;
    replicas?: number;
}

export interface TeamApplicationDefaultsAutoscaler {
    scaling?: boolean;
    targetUtilization?: number;
    utilizationBoundary?: number;
    minParallelism?: number;
    maxParallelism?: number;
    stabilizationSeconds?: number;
    metricsWindowSeconds?: number;
    catchUpSeconds?: number;
    restartSeconds?: number;
    scaleDownDelaySeconds?: number;
    maxScaleUpFactor?: number;
    maxScaleDownFactor?: number;
    excludedPeriods?: string[];
    memoryTuning?: boolean;
}

export interface TeamApplicationDefaultsDisruption {
    jobManager?: TeamApplicationDefaultsDisruptionJobManager;
    taskManager?: TeamApplicationDefaultsDisruptionJobManager;
}

export interface TeamApplicationDefaultsDisruptionJobManager {
    maxUnavailable?: any;
    minAvailable?: any;
    enabled?: boolean;
}

export interface TeamApplicationDefaultsEnvironmentFrom {
    secret?: string;
    configMap?: string;
    key: string;
}

export interface TeamApplicationDefaultsFiles {
    secret?: string;
    configMap?: string;
    key?: string;
    content?: string;
    file?: string;
}

export interface TeamApplicationDefaultsIngress {
    template: string;
    className?: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
    tls?: TeamApplicationDefaultsIngressTls[];
}

export interface TeamApplicationDefaultsIngressTls {
    hosts?: string[];
    secretName?: string;
}

export interface TeamApplicationDefaultsReadiness {
    enabled?: boolean;
    timeoutSeconds?: number;
    mayFinish?: boolean;
}

export interface TeamApplicationDefaultsEnforced {
    flinkVersion?: string;
    image?: string;
    imagePullPolicy?: string;
    flinkPatchVersion?: string;
    parallelism?: number;
    scaledByOthers?: boolean;
    state?: string;
    upgradeMode?: string;
    checkpointIntervalSeconds?: number;
    savepointOnDelete?: boolean;
    periodicSavepoints?: TeamApplicationDefaultsPeriodicSavepoints;
    retainedCheckpoints?: number;
    deleteTimeoutSeconds?: number;
    savepointFormat?: string;
    allowNonRestoredState?: boolean;
    restartNonce?: number;
    mode?: string;
    jobManager?: TeamApplicationDefaultsJobManager;
    taskManager?: TeamApplicationDefaultsTaskManager;
    autoscaler?: TeamApplicationDefaultsAutoscaler;
    disruption?: TeamApplicationDefaultsDisruption;
    plugins?: string[];
    flinkConfiguration?: Record<string, any>;
    /** As text; `environmentFrom` has the others. */
    environment?: Record<string, string>;
    /** As references; `environment` has those that are text. */
    environmentFrom?: Record<string, TeamApplicationDefaultsEnvironmentFrom>;
    files?: Record<string, TeamApplicationDefaultsFiles>;
    logConfiguration?: Record<string, string>;
    ingress?: TeamApplicationDefaultsIngress;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    readiness?: TeamApplicationDefaultsReadiness;
}

/** Jobs with a cluster of their own, by name. */
export interface Application {
    /** Name of the job in Kubernetes and of its folder in the state store, at most 45 characters, so that jobs in several namespaces or clusters of one program may share it. Under another name the job starts without its state. Default: the component's name. */
    jobName?: string;
    /** Namespace in Kubernetes; made with everything that jobs need. */
    namespace: string;
    /** Flink version as `major.minor`; with one that the package does not know go `image` and `flinkPatchVersion`. Default: 2.2. */
    flinkVersion?: string;
    /** Image with Flink, and with the job of an application. Default: the official image of `flinkVersion`. */
    image?: string;
    /** Policy by which a node pulls the image. Default: `IfNotPresent`, or `Always` for the tag `latest`. */
    imagePullPolicy?: string;
    /** Exact Flink version in `image`, such as `2.2.1`: plugins' jars carry it in their names. Default: the newest patch of `flinkVersion` that the package knows. */
    flinkPatchVersion?: string;
    /** URI of the job's jar, with a scheme: `local:///opt/flink/usrlib/orders.jar` is a path in the image. From Flink 1.19 and operator 1.10 on Flink fetches others: `{jobFiles}/orders.jar`, in plain text, lies in the folder of the job's own in the state store. The plugin for the scheme is then enabled; for the URI of an output name it in `plugins`. Default: none, for a job with `sql` or `python`, or, in mode `standalone`, one on the image's class path. */
    jar?: string;
    /** SQL in the place of a jar. Flink runs it by itself from 2.0 on; before, `jar` names what runs it and gets the path of the script as its first argument. Default: none. */
    sql?: ApplicationSql;
    /** Python in the place of a jar, in an image with PyFlink and an interpreter. Default: none. */
    python?: ApplicationPython;
    /** Class with the job's `main`. Default: the one that the jar's manifest names. */
    entryClass?: string;
    /** Arguments of `main`. In plain text `{jobFiles}` stands for a folder of the job's own in the state store, such as `s3a://bucket/orders/fraud`; the plugin that serves it is then enabled. Default: none. */
    args?: string[];
    /** Subtasks of each operator, at least 1. Default: 1. */
    parallelism?: number;
    /** Something else decides how far the job is scaled, such as a HorizontalPodAutoscaler or KEDA: `parallelism` is that of the first run, and a later one is left as it is. Default: false. */
    scaledByOthers?: boolean;
    /** The operator's autoscaler; `{}` has it advise and change nothing. See `docs/autoscaler.md`. Default: none. */
    autoscaler?: TeamApplicationDefaultsAutoscaler;
    /** Whether the job should run. A suspended job keeps its state. Default: `running`. */
    state?: string;
    /** Way in which state is carried through a change: `last-state` restores the last checkpoint, `savepoint` takes a savepoint first, `stateless` starts empty. Default: `last-state`. */
    upgradeMode?: string;
    /** Seconds between two checkpoints of a job, at least 1. Default: 60. */
    checkpointIntervalSeconds?: number;
    /** Completed checkpoints that each job keeps, at least 1. Default: Flink's own, 1. */
    retainedCheckpoints?: number;
    /** Take a savepoint when the application is deleted; see `docs/destroy.md`. Default: false. */
    savepointOnDelete?: boolean;
    /** Seconds after which the deletion fails if it is still there, at least 1. Default: 1200. */
    deleteTimeoutSeconds?: number;
    /** Format of the savepoints that the operator takes. `NATIVE` is that of the state backend: fast, and every state can be written in it. `CANONICAL` is the same for all backends, so that a job can change its backend through it, but state that Flink 2 accesses asynchronously cannot be written in it. Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/state/checkpoints_vs_savepoints/. Default: `NATIVE` from Flink 2.0 on, `CANONICAL` before. */
    savepointFormat?: string;
    /** Take savepoints while the job runs, at an interval or at certain times. Default: none. */
    periodicSavepoints?: TeamApplicationDefaultsPeriodicSavepoints;
    /** Savepoint or checkpoint that the first start restores. Default: none: the job starts empty. */
    initialSavepointPath?: string;
    /** A new number gives up the job's present state and starts it from `initialSavepointPath`. Operator 1.8 and newer. Default: none. */
    savepointRedeployNonce?: number;
    /** Savepoint of the first start, if something else of the file has it: one of the two. A path is `initialSavepointPath`. Default: none: the job starts empty. */
    restoreFrom?: ApplicationRestoreFrom;
    /** The job that this one was, under another name or in another namespace of the cluster: this one starts from the savepoint that it is suspended with. It does nothing to a job that is there already, and can go then; see `docs/move.md`. Default: none. */
    movedFrom?: ApplicationMovedFrom;
    /** Let a restore drop state that no operator of the job claims. Default: false. */
    allowNonRestoredState?: boolean;
    /** Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change. It holds for that change alone, and can go after it. Default: none: a change that loses state is refused. */
    acceptStateLoss?: ApplicationAcceptStateLoss;
    /** A new number restarts Flink; jobs keep their state. Default: none. */
    restartNonce?: number;
    /** Way in which TaskManagers come: Flink makes as many as it needs (`native`), or the operator makes a fixed number (`standalone`), which Flink's reactive mode needs. Cannot change later. Default: `native`. */
    mode?: string;
    /** Resources, number and pods of the JobManagers. */
    jobManager?: TeamApplicationDefaultsJobManager;
    /** Resources, task slots, number and pods of the TaskManagers. */
    taskManager?: TeamApplicationDefaultsTaskManager;
    /** Filesystem plugins in addition to the state store's own. Default: none. */
    plugins?: string[];
    /** Flink options by key, or nested as in Flink's `config.yaml`; those that the arguments above set, or that the state store depends on, are refused. Default: none. */
    flinkConfiguration?: Record<string, any>;
    /** Variables of Flink's containers by name: text, or a key of a Secret or ConfigMap. Text that is a secret is refused, as it can be read in the cluster. In text, Kubernetes puts the value of another variable for `$(NAME)`. Default: none. As text; `environmentFrom` has the others. */
    environment?: Record<string, string>;
    /** Variables of Flink's containers by name: text, or a key of a Secret or ConfigMap. Text that is a secret is refused, as it can be read in the cluster. In text, Kubernetes puts the value of another variable for `$(NAME)`. Default: none. As references; `environment` has those that are text. */
    environmentFrom?: Record<string, TeamApplicationDefaultsEnvironmentFrom>;
    /** Files in Flink's containers by their paths there: keys of Secrets or ConfigMaps, or text. Another text restarts Flink; of a Secret or ConfigMap that exists the package sees no change, so that `restartNonce` must say so. Default: none. */
    files?: Record<string, TeamApplicationDefaultsFiles>;
    /** Merged over the pods that the package writes: containers by name, and in Flink's own, `flink-main-container`, variables and volumes by name and mounts by path, each in the place of the package's. Tolerations stand beside the cluster's. `jobManager.podTemplate` and `taskManager.podTemplate` are for one process. Default: none. */
    podTemplate?: Record<string, any>;
    /** Whole logging files by name. Default: the operator's own files. */
    logConfiguration?: Record<string, string>;
    /** Makes the operator serve the REST API and UI from outside. Default: none: nobody outside reaches them. */
    ingress?: TeamApplicationDefaultsIngress;
    /** Labels of the FlinkDeployment, beside those that the operator's selector asks for. Default: none. */
    labels?: Record<string, string>;
    /** Annotations of the FlinkDeployment. Default: none. */
    annotations?: Record<string, string>;
    /** Budgets that bound how many pods are evicted at once, as by the drain of a node; see `docs/disruption.md`. */
    disruption?: TeamApplicationDefaultsDisruption;
    /** Options of the wait in `pulumi up`. */
    readiness?: TeamApplicationDefaultsReadiness;
}

/** SQL in the place of a jar. Flink runs it by itself from 2.0 on; before, `jar` names what runs it and gets the path of the script as its first argument. Default: none. */
export interface ApplicationSql {
    /** The script itself. Default: the content of `file`. */
    script?: string;
    /** Path of a file with the script; a relative one starts at the project's folder. Default: none. */
    file?: string;
}

/** Python in the place of a jar, in an image with PyFlink and an interpreter. Default: none. */
export interface ApplicationPython {
    /** Path in the image of the file with the job, such as `/opt/flink/usrlib/orders.py`. Default: none. */
    file?: string;
    /** Module with the job, such as `shop.orders`, which `files` or the image hold. Default: none. */
    module?: string;
    /** Files and folders that the job and its functions import from: paths in the image or URIs, in which `{jobFiles}` stands for the job's own folder in the state store. Default: none. */
    files?: string[];
    /** Path or URI of a `requirements.txt` for the functions. Default: none. */
    requirements?: string;
    /** Archives for the functions, as paths or URIs; from Flink 2.0 on with `#` and a folder's name behind. Default: none. */
    archives?: string[];
    /** Path of the Python interpreter in the image, for the job and for its functions. Default: `python` on the image's path. */
    interpreter?: string;
}

/** Savepoint of the first start, if something else of the file has it: one of the two. A path is `initialSavepointPath`. Default: none: the job starts empty. */
export interface ApplicationRestoreFrom {
    /** One of `applications` or `sessionJobs`, from whose last savepoint the job starts. */
    application?: string;
    /** One of `snapshots`. */
    snapshot?: string;
}

/** The job that this one was, under another name or in another namespace of the cluster: this one starts from the savepoint that it is suspended with. It does nothing to a job that is there already, and can go then; see `docs/move.md`. Default: none. */
export interface ApplicationMovedFrom {
    /** Its name in Kubernetes. Default: this job's. */
    name?: string;
    /** Its namespace. Default: this job's. */
    namespace?: string;
    /** Whether its savepoint has been copied into this job's own folder `savepoints`, which a move to another namespace or another store asks for: jobs can read the folder of their own namespace alone. The refusal without it names both folders. Default: false. */
    copied?: boolean;
}

/** Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change. It holds for that change alone, and can go after it. Default: none: a change that loses state is refused. */
export interface ApplicationAcceptStateLoss {
    /** Word for the change, as the refused preview has printed it; it holds for that change alone. */
    change: string;
    /** Reason for which the state may go, for those who read the program and its preview. */
    reason: string;
}

/** Clusters that jobs share, by name. */
export interface SessionCluster {
    /** Name of the cluster in Kubernetes and of its folder in the state store, at most 45 characters. Under another name it is another cluster: its jobs start without their state. Default: the component's name. */
    clusterName?: string;
    /** Namespace in Kubernetes; made with everything that jobs need. */
    namespace: string;
    /** Flink version as `major.minor`; with one that the package does not know go `image` and `flinkPatchVersion`. Default: 2.2. */
    flinkVersion?: string;
    /** Image with Flink, and with the job of an application. Default: the official image of `flinkVersion`. */
    image?: string;
    /** Policy by which a node pulls the image. Default: `IfNotPresent`, or `Always` for the tag `latest`. */
    imagePullPolicy?: string;
    /** Exact Flink version in `image`, such as `2.2.1`: plugins' jars carry it in their names. Default: the newest patch of `flinkVersion` that the package knows. */
    flinkPatchVersion?: string;
    /** Seconds between two checkpoints of a job, at least 1. Default: 60. */
    checkpointIntervalSeconds?: number;
    /** Completed checkpoints that each job keeps, at least 1. Default: Flink's own, 1. */
    retainedCheckpoints?: number;
    /** Format of the savepoints that the operator takes. `NATIVE` is that of the state backend: fast, and every state can be written in it. `CANONICAL` is the same for all backends, so that a job can change its backend through it, but state that Flink 2 accesses asynchronously cannot be written in it. Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/state/checkpoints_vs_savepoints/. Default: `NATIVE` from Flink 2.0 on, `CANONICAL` before. */
    savepointFormat?: string;
    /** Seconds after which the deletion fails if it is still there, at least 1. Default: 1200. */
    deleteTimeoutSeconds?: number;
    /** A new number restarts Flink; jobs keep their state. Default: none. */
    restartNonce?: number;
    /** Way in which TaskManagers come: Flink makes as many as it needs (`native`), or the operator makes a fixed number (`standalone`), which Flink's reactive mode needs. Cannot change later. Default: `native`. */
    mode?: string;
    /** Resources, number and pods of the JobManagers. */
    jobManager?: TeamApplicationDefaultsJobManager;
    /** Resources, task slots, number and pods of the TaskManagers. */
    taskManager?: TeamApplicationDefaultsTaskManager;
    /** Filesystem plugins in addition to the state store's own. Default: none. */
    plugins?: string[];
    /** Flink options by key, or nested as in Flink's `config.yaml`; those that the arguments above set, or that the state store depends on, are refused. Default: none. */
    flinkConfiguration?: Record<string, any>;
    /** Variables of Flink's containers by name: text, or a key of a Secret or ConfigMap. Text that is a secret is refused, as it can be read in the cluster. In text, Kubernetes puts the value of another variable for `$(NAME)`. Default: none. As text; `environmentFrom` has the others. */
    environment?: Record<string, string>;
    /** Variables of Flink's containers by name: text, or a key of a Secret or ConfigMap. Text that is a secret is refused, as it can be read in the cluster. In text, Kubernetes puts the value of another variable for `$(NAME)`. Default: none. As references; `environment` has those that are text. */
    environmentFrom?: Record<string, TeamApplicationDefaultsEnvironmentFrom>;
    /** Files in Flink's containers by their paths there: keys of Secrets or ConfigMaps, or text. Another text restarts Flink; of a Secret or ConfigMap that exists the package sees no change, so that `restartNonce` must say so. Default: none. */
    files?: Record<string, TeamApplicationDefaultsFiles>;
    /** Merged over the pods that the package writes: containers by name, and in Flink's own, `flink-main-container`, variables and volumes by name and mounts by path, each in the place of the package's. Tolerations stand beside the cluster's. `jobManager.podTemplate` and `taskManager.podTemplate` are for one process. Default: none. */
    podTemplate?: Record<string, any>;
    /** Whole logging files by name. Default: the operator's own files. */
    logConfiguration?: Record<string, string>;
    /** Makes the operator serve the REST API and UI from outside. Default: none: nobody outside reaches them. */
    ingress?: TeamApplicationDefaultsIngress;
    /** Labels of the FlinkDeployment, beside those that the operator's selector asks for. Default: none. */
    labels?: Record<string, string>;
    /** Annotations of the FlinkDeployment. Default: none. */
    annotations?: Record<string, string>;
    /** Budgets that bound how many pods are evicted at once, as by the drain of a node; see `docs/disruption.md`. */
    disruption?: TeamApplicationDefaultsDisruption;
    /** Options of the wait in `pulumi up`. */
    readiness?: TeamApplicationDefaultsReadiness;
}

/** Jobs on session clusters, by name. */
export interface SessionJob {
    /** The cluster that runs it: one of `sessionClusters`, or the name in Kubernetes of one that something else makes. Cannot change later. */
    sessionCluster: string;
    /** Name of the job in Kubernetes, at most 45 characters. Under another name the job starts without its state. Default: the component's name. */
    jobName?: string;
    /** Class with the job's `main`. Default: the one that the jar's manifest names. */
    entryClass?: string;
    /** Arguments of `main`. Default: none. */
    args?: string[];
    /** Subtasks of each operator, at least 1. Default: 1. */
    parallelism?: number;
    /** Whether the job should run. A suspended job keeps its state. Default: `running`. */
    state?: string;
    /** Way in which state is carried through a change: `last-state` cancels the job and restores its last checkpoint, `savepoint` takes a savepoint first, `stateless` starts empty. `last-state` is for operator 1.10 and newer. Default: `last-state`, or `savepoint` before operator 1.10. */
    upgradeMode?: string;
    /** Take a savepoint when the job is deleted; see `docs/destroy.md`. Default: false. */
    savepointOnDelete?: boolean;
    /** Seconds after which the deletion fails if the job is still there, at least 1. Default: 1200. */
    deleteTimeoutSeconds?: number;
    /** Take savepoints while the job runs, at an interval or at certain times. Default: none. */
    periodicSavepoints?: TeamApplicationDefaultsPeriodicSavepoints;
    /** Savepoint or checkpoint that the first start restores. Default: none: the job starts empty. */
    initialSavepointPath?: string;
    /** A new number gives up the job's present state and starts it from `initialSavepointPath`. Operator 1.8 and newer. Default: none. */
    savepointRedeployNonce?: number;
    /** Savepoint of the first start, if something else of the file has it: one of the two. A path is `initialSavepointPath`. Default: none: the job starts empty. */
    restoreFrom?: ApplicationRestoreFrom;
    /** Let a restore drop state that no operator of the job claims. Default: false. */
    allowNonRestoredState?: boolean;
    /** Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change. It holds for that change alone, and can go after it. Default: none: a change that loses state is refused. */
    acceptStateLoss?: ApplicationAcceptStateLoss;
    /** A new number restarts the job with its state. Default: none. */
    restartNonce?: number;
    /** Flink options of the job, over those of its cluster; on Flink before 1.17 only the operator's own (`kubernetes.operator.*`) have an effect. What belongs to the cluster, such as folders of state, is refused. Default: none. */
    flinkConfiguration?: Record<string, any>;
    /** Labels of the FlinkSessionJob, beside those that the operator's selector asks for. Default: none. */
    labels?: Record<string, string>;
    /** Annotations of the FlinkSessionJob. Default: none. */
    annotations?: Record<string, string>;
    /** Options of the wait in `pulumi up`. */
    readiness?: TeamApplicationDefaultsReadiness;
    /** Namespace of its cluster; required for a cluster that something else makes. Default: the cluster's. */
    namespace?: string;
    /** URI of the job's jar, which the operator fetches: by `https` from a public host, unless the operator's configuration allows more (`kubernetes.operator.user.artifacts.allowed-schemes` and `….disallow-restricted-hosts`). */
    jar: string;
}

/** Snapshots of jobs on demand, by name. */
export interface Snapshot {
    /** The job: one of `applications` or `sessionJobs`. Default: `jobReference`'s. */
    job?: string;
    /** The job, if something else makes it, by kind and name in Kubernetes. Default: `job`'s. */
    jobReference?: SnapshotJobReference;
    /** Namespace of the job; required with `jobReference`. Default: the job's. */
    namespace?: string;
    /** Name of the snapshot in Kubernetes. A new one takes another snapshot. Default: the component's name. */
    snapshotName?: string;
    /** The kind of snapshot; a `checkpoint` is a full one, and needs Flink 1.17 or newer. Default: `savepoint`. */
    type?: string;
    /** Folder to write a savepoint to. Default: the job's savepoint folder; for a session job its cluster's. */
    path?: string;
    /** Delete a savepoint's data when the snapshot is deleted, for which its job must run then. Default: false: the data stays. */
    disposeOnDelete?: boolean;
    /** Times that a failed attempt is tried again, at least 1: up to operator 1.15 the first failure is final without it. Default: 3. */
    backoffLimit?: number;
    /** Format of a savepoint. State that Flink 2 accesses asynchronously cannot be written as `CANONICAL`. Default: `NATIVE` from Flink 2.0 on, `CANONICAL` before, and for a job that something else makes. */
    savepointFormat?: string;
    /** Labels of the FlinkStateSnapshot, beside those that the operator's selector asks for. Default: none. */
    labels?: Record<string, string>;
    /** Annotations of the FlinkStateSnapshot. Default: none. */
    annotations?: Record<string, string>;
    /** Options of the wait in `pulumi up`. */
    readiness?: TeamApplicationDefaultsReadiness;
    /** Seconds after which the deletion fails if the snapshot is still there, at least 1. Default: 1200. */
    deleteTimeoutSeconds?: number;
}

/** The job, if something else makes it, by kind and name in Kubernetes. Default: `job`'s. */
export interface SnapshotJobReference {
    /** Kind of the job's resource. */
    kind: string;
    /** Name of the job in Kubernetes. */
    name: string;
}
