import type { Need, PermissionTable, TypeNeeds } from "./permissions";

const google = "https://cloud.google.com";
const provider = "https://github.com/hashicorp/terraform-provider-google-beta/blob/main/google-beta/services";

/** One right of one member on one thing: its policy is read, changed and written as a whole. */
const grantOn = (thing: string, source: string): TypeNeeds => ({
    create: [`${thing}.setIamPolicy`],
    read: [`${thing}.getIamPolicy`],
    delete: [`${thing}.setIamPolicy`],
    sources: [source],
});

const serviceUsage = `${google}/service-usage/docs/access-control`;
const keys = `${google}/kms/docs/reference/permissions-and-roles`;
const identities = `${google}/iam/docs/roles-permissions/iam`;

const access: Readonly<Record<string, TypeNeeds>> = {
    "gcp:projects/service:Service": {
        create: ["serviceusage.services.enable", "serviceusage.operations.get"],
        read: ["resourcemanager.projects.get", "serviceusage.services.list"],
        update: [],
        delete: [], // disableOnDestroy is false
        sources: [serviceUsage, `${provider}/resourcemanager/resource_google_project_service.go`],
    },
    "gcp:projects/serviceIdentity:ServiceIdentity": {
        create: ["serviceusage.services.generateServiceIdentity", "serviceusage.operations.get"],
        read: [],
        delete: [],
        sources: [`${google}/iam/docs/roles-permissions/serviceusage`],
    },
    "gcp:projects/iAMMember:IAMMember": grantOn(
        "resourcemanager.projects",
        `${google}/resource-manager/reference/rest/v1/projects/setIamPolicy`,
    ),
    "gcp:serviceaccount/account:Account": {
        create: ["iam.serviceAccounts.create"],
        read: ["iam.serviceAccounts.get"],
        update: ["iam.serviceAccounts.update"],
        delete: ["iam.serviceAccounts.delete"],
        sources: [identities],
    },
    "gcp:serviceaccount/iAMMember:IAMMember": grantOn("iam.serviceAccounts", identities),
    "gcp:kms/keyRing:KeyRing": {
        create: ["cloudkms.keyRings.create"],
        read: ["cloudkms.keyRings.get"],
        sources: [keys],
    },
    "gcp:kms/cryptoKey:CryptoKey": {
        create: ["cloudkms.cryptoKeys.create"],
        read: ["cloudkms.cryptoKeys.get"],
        update: ["cloudkms.cryptoKeys.update"],
        // The key stays; what is deleted are its versions, and its rotation, which would make another.
        delete: ["cloudkms.cryptoKeys.update", "cloudkms.cryptoKeyVersions.list", "cloudkms.cryptoKeyVersions.destroy"],
        sources: [keys, `${provider}/kms/kms_utils.go`],
    },
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": grantOn("cloudkms.cryptoKeys", keys),
};

const compute = `${google}/compute/docs/reference/rest/v1`;
const ofRegion = "compute.regionOperations.get";

const network: Readonly<Record<string, TypeNeeds>> = {
    "gcp:compute/network:Network": {
        create: ["compute.networks.create", "compute.globalOperations.get"],
        read: ["compute.networks.get"],
        delete: ["compute.networks.delete", "compute.globalOperations.get"],
        sources: [`${compute}/networks/insert`, `${compute}/globalOperations/get`],
    },
    "gcp:compute/subnetwork:Subnetwork": {
        create: ["compute.subnetworks.create", "compute.networks.updatePolicy", ofRegion],
        read: ["compute.subnetworks.get"],
        update: [
            "compute.subnetworks.update",
            "compute.subnetworks.expandIpCidrRange",
            "compute.subnetworks.setPrivateIpGoogleAccess",
            ofRegion,
        ],
        delete: ["compute.subnetworks.delete", "compute.networks.updatePolicy", ofRegion],
        sources: [`${compute}/subnetworks/insert`, `${compute}/subnetworks/expandIpCidrRange`],
    },
    "gcp:compute/firewall:Firewall": {
        create: ["compute.firewalls.create", "compute.networks.updatePolicy", "compute.globalOperations.get"],
        read: ["compute.firewalls.get"],
        update: ["compute.firewalls.update", "compute.networks.updatePolicy", "compute.globalOperations.get"],
        delete: ["compute.firewalls.delete", "compute.networks.updatePolicy", "compute.globalOperations.get"],
        sources: [`${compute}/firewalls/insert`, `${compute}/firewalls/patch`, `${compute}/firewalls/delete`],
    },
    "gcp:compute/router:Router": {
        create: ["compute.routers.create", "compute.networks.updatePolicy", ofRegion],
        read: ["compute.routers.get"],
        update: ["compute.routers.update", "compute.networks.updatePolicy", ofRegion],
        delete: ["compute.routers.delete", "compute.networks.updatePolicy", ofRegion],
        sources: [`${compute}/routers/insert`, `${compute}/routers/patch`],
    },
    // A part of its router.
    "gcp:compute/routerNat:RouterNat": {
        create: ["compute.routers.update", "compute.networks.updatePolicy", ofRegion],
        read: ["compute.routers.get"],
        update: ["compute.routers.update", "compute.networks.updatePolicy", ofRegion],
        delete: ["compute.routers.update", "compute.networks.updatePolicy", ofRegion],
        sources: [`${compute}/routers/patch`],
    },
};

const kubernetes = `${google}/iam/docs/roles-permissions/container`;

const container: Readonly<Record<string, TypeNeeds>> = {
    "gcp:container/cluster:Cluster": {
        create: [
            "container.clusters.create",
            "container.clusters.update", // to remove the first pool
            "container.operations.get",
            "compute.networks.use",
            "compute.subnetworks.use",
            "iam.serviceAccounts.actAs",
        ],
        // It counts the nodes of all pools by the groups of machines behind them.
        read: ["container.clusters.get", "compute.instanceGroupManagers.list"],
        update: ["container.clusters.update", "container.operations.get"],
        delete: ["container.clusters.delete", "container.operations.get"],
        sources: [
            kubernetes,
            `${google}/kubernetes-engine/docs/how-to/iam`,
            `${google}/iam/docs/service-accounts-actas`,
            `${provider}/container/resource_container_node_pool.go`,
        ],
    },
    // Pools are changes of the cluster.
    "gcp:container/nodePool:NodePool": {
        create: ["container.clusters.update", "container.operations.get", "iam.serviceAccounts.actAs"],
        read: ["container.clusters.get"], // the option ignoreNodeCountChanges keeps it from counting nodes
        update: ["container.clusters.update", "container.operations.get"],
        delete: ["container.clusters.update", "container.operations.get"],
        sources: [kubernetes, `${google}/iam/docs/service-accounts-actas`],
    },
};

const objects = `${google}/storage/docs/access-control/iam-json`;

const storage: Readonly<Record<string, TypeNeeds>> = {
    "gcp:storage/bucket:Bucket": {
        create: ["storage.buckets.create"],
        read: ["storage.buckets.get"],
        update: ["storage.buckets.update"],
        sources: [objects],
    },
    // Whoever writes over an object deletes the one that is there.
    "gcp:storage/bucketObject:BucketObject": {
        create: ["storage.objects.create", "storage.objects.delete"],
        read: ["storage.objects.get"],
        update: ["storage.objects.create", "storage.objects.delete"],
        delete: ["storage.objects.delete"],
        sources: [objects],
    },
    "gcp:storage/bucketIAMMember:BucketIAMMember": grantOn("storage.buckets", objects),
    "gcp:storage/managedFolder:ManagedFolder": {
        create: ["storage.managedFolders.create"],
        read: ["storage.managedFolders.get"],
        update: [],
        delete: ["storage.managedFolders.delete", "storage.managedFolders.setIamPolicy"], // with objects in it
        sources: [`${google}/storage/docs/json_api/v1/managedFolder/delete`, objects],
    },
    "gcp:storage/managedFolderIamMember:ManagedFolderIamMember": grantOn("storage.managedFolders", objects),
};

const functions: Readonly<Record<string, Need>> = {
    // As the resource is read.
    "gcp:container/getCluster:getCluster": {
        permissions: ["container.clusters.get", "compute.instanceGroupManagers.list"],
        sources: [`${provider}/container/data_source_google_container_cluster.go`],
    },
    "gcp:organizations/getProject:getProject": {
        permissions: ["resourcemanager.projects.get"],
        sources: [`${google}/resource-manager/reference/rest/v1/projects/get`],
    },
    "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": {
        permissions: ["resourcemanager.projects.get"],
        sources: [`${google}/storage/docs/json_api/v1/projects/serviceAccount/get`],
    },
};

/** What Google Cloud wants of whoever runs Pulumi, as far as a GKE cluster goes. */
export const gcpPermissions: PermissionTable = {
    provider: "gcp",
    types: { ...access, ...network, ...container, ...storage },
    functions,
    beside: {
        "the provider's check that the region exists": {
            permissions: ["compute.regions.list"],
            sources: ["https://github.com/pulumi/pulumi-gcp/pull/1554"],
        },
        "the project as the one that calls are counted for": {
            permissions: ["serviceusage.services.use"],
            sources: [`${google}/docs/authentication/adc-troubleshooting/user-creds`],
        },
        "the way into Kubernetes by the DNS endpoint": {
            permissions: ["container.clusters.connect"],
            sources: [`${google}/kubernetes-engine/docs/how-to/dns-based-endpoint-authn`],
        },
    },
};
