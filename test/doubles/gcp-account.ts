import type { AccountRules, Reference } from "./account-rules";
import type { Delay } from "./profile";
import type { Inputs } from "./rules";

const compute = ["https://cloud.google.com/compute/docs/reference/rest/v1/networks/delete"];
const storage = ["https://cloud.google.com/storage/docs/json_api/v1/status-codes"];
const policies = ["https://cloud.google.com/iam/docs/policies"];
const keys = ["https://cloud.google.com/kms/docs/faq#cannot_delete"];

const notFound = (name: string) => `googleapi: Error 404: The resource '${name}' was not found, notFound`;

/** A thing of a network, by its id or address. */
const used = (input: string, type: string, kind: string): Reference => ({
    input,
    type,
    // Its id or its address: https://www.googleapis.com/compute/v1/projects/…
    name: (value) => value.replace("https://www.googleapis.com/compute/v1/", ""),
    missing: notFound,
    inUse: (name, { name: holder }) =>
        `googleapi: Error 400: The ${kind} resource '${name}' is already being used by '${holder}', resourceInUseByAnotherResource`,
    // A plain name is one of a network that was there before.
    when: (inputs) => String(inputs[input]).includes("/"),
});
const network = used("network", "gcp:compute/network:Network", "network");

const taken = (id: string) => `googleapi: Error 409: Already exists: ${id}, alreadyExists`;

const inBucket: Reference = {
    input: "bucket",
    type: "gcp:storage/bucket:Bucket",
    missing: () => "googleapi: Error 404: The specified bucket does not exist., notFound",
};

// "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a.svc.id.goog/subject/…" and
// "serviceAccount:a.svc.id.goog[namespace/name]"
const pool = /([-a-z0-9]+\.svc\.id\.goog)/;

/** The pool is made with the project's first cluster that has Workload Identity. */
const ofPool: Reference = {
    input: "member",
    type: "gcp:container/cluster:Cluster",
    by: "workloadIdentityConfig.workloadPool",
    name: (member) => pool.exec(member)?.[1] ?? member,
    missing: (name) => `googleapi: Error 400: Identity Pool does not exist (${name}).`,
    when: ({ member }) => pool.test(member),
};

/** A member of IAM that is a service account of this project. */
const ofAccount: Reference = {
    input: "member",
    type: "gcp:serviceaccount/account:Account",
    by: "member",
    missing: (member) =>
        `googleapi: Error 400: Service account ${member.replace("serviceAccount:", "")} does not exist., badRequest`,
    // The provider waits for a new account before it calls it made:
    // https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/resourcemanager/resource_google_service_account.go
    retried: true,
    // Google's own agents are of other projects: service-1@container-engine-robot.iam.gserviceaccount.com
    when: ({ member }) => /^serviceAccount:[^@[]+@a-project\.iam\.gserviceaccount\.com$/.test(member),
};

const grant = (...more: readonly Reference[]): AccountRules => ({
    taken: "overwrites",
    refersTo: [...more, ofPool, ofAccount],
    sources: [...policies, "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity"],
});

/** Nothing of Cloud KMS can be deleted; the provider destroys versions and forgets the rest. */
const forEver = (type: string) => (inputs: Inputs, id: string) => [{ type, id, inputs }];

/** What Google Cloud makes of the things in a project. */
export const gcpAccount: Readonly<Record<string, AccountRules>> = {
    "gcp:projects/service:Service": {
        taken: "overwrites",
        // Not disabled, it is only forgotten:
        // https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/resourcemanager/resource_google_project_service.go
        leaves: (inputs, id) =>
            inputs["disableOnDestroy"] === false ? [{ type: "gcp:projects/service:Service", id, inputs }] : [],
        sources: ["https://cloud.google.com/service-usage/docs"],
    },
    "gcp:projects/serviceIdentity:ServiceIdentity": {
        taken: "overwrites",
        sources: [
            "https://cloud.google.com/service-usage/docs/reference/rest/v1beta1/services/generateServiceIdentity",
        ],
    },
    "gcp:projects/iAMMember:IAMMember": grant(),
    "gcp:serviceaccount/account:Account": {
        taken: (id) => `googleapi: Error 409: Service account ${id.split("/").at(-1)} already exists within project.`,
        sources: ["https://cloud.google.com/iam/docs/service-accounts-create"],
    },
    "gcp:serviceaccount/iAMMember:IAMMember": grant({
        input: "serviceAccountId",
        type: "gcp:serviceaccount/account:Account",
        missing: notFound,
        retried: true, // as of a member
    }),
    "gcp:kms/keyRing:KeyRing": {
        taken: (id) => `googleapi: Error 409: KeyRing ${id} already exists.`,
        leaves: forEver("gcp:kms/keyRing:KeyRing"),
        sources: keys,
    },
    "gcp:kms/cryptoKey:CryptoKey": {
        taken: (id) => `googleapi: Error 409: CryptoKey ${id} already exists.`,
        refersTo: [{ input: "keyRing", type: "gcp:kms/keyRing:KeyRing", missing: notFound }],
        leaves: forEver("gcp:kms/cryptoKey:CryptoKey"),
        sources: keys,
    },
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": grant({
        input: "cryptoKeyId",
        type: "gcp:kms/cryptoKey:CryptoKey",
        missing: notFound,
    }),
    "gcp:compute/network:Network": { taken, sources: compute },
    "gcp:compute/subnetwork:Subnetwork": { taken, refersTo: [network], sources: compute },
    "gcp:compute/router:Router": { taken, refersTo: [network], sources: compute },
    "gcp:compute/routerNat:RouterNat": {
        taken,
        refersTo: [{ input: "router", type: "gcp:compute/router:Router", by: "name", missing: notFound }],
        sources: compute,
    },
    "gcp:container/cluster:Cluster": {
        taken,
        refersTo: [network, used("subnetwork", "gcp:compute/subnetwork:Subnetwork", "subnetwork")],
        endpoint: ({ controlPlaneEndpointsConfig, network: of }) => ({
            public: controlPlaneEndpointsConfig?.dnsEndpointConfig?.allowExternalTraffic === true,
            allowedCidrs: ["0.0.0.0/0"], // roles decide who comes in
            networks: [of],
        }),
        letsIn: () => true,
        sources: ["https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation"],
    },
    "gcp:container/nodePool:NodePool": {
        taken,
        refersTo: [{ input: "cluster", type: "gcp:container/cluster:Cluster", missing: notFound }],
        sources: [
            "https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools",
        ],
    },
    "gcp:storage/bucket:Bucket": {
        taken: () =>
            "googleapi: Error 409: Your previous request to create the named bucket succeeded and you already own it., conflict",
        sources: storage,
    },
    "gcp:storage/bucketObject:BucketObject": { taken: "overwrites", refersTo: [inBucket], sources: storage },
    "gcp:storage/bucketIAMMember:BucketIAMMember": grant(inBucket),
    "gcp:storage/managedFolder:ManagedFolder": {
        taken: () => "googleapi: Error 409: The specified managed folder already exists., conflict",
        refersTo: [inBucket],
        sources: storage,
    },
    "gcp:storage/managedFolderIamMember:ManagedFolderIamMember": grant(inBucket),
};

/** What Google Cloud shows late; a test shortens it: https://cloud.google.com/iam/docs/access-change-propagation */
export const gcpDelays: Readonly<Record<string, Delay>> = { "gcp:serviceaccount/account:Account": { seconds: 2 } };
