import type { GkeClusterArgs } from "../../src/clusters/gke/cluster";
import type { RecordOptions } from "./record";

/** The arguments that every cluster has. */
export const place = { project: "acme-prod", region: "europe-west4" } as const satisfies GkeClusterArgs;

/** Where the control plane of a cluster is reached. */
export const endpoint = "gke-1.europe-west4.gke.goog";

const projectNumber = "123456789012";

/** What Google adds to the inputs of what a GKE cluster is made of. */
export const google: Required<Pick<RecordOptions, "results" | "functions">> = {
    functions: {
        "gcp:organizations/getProject:getProject": () => ({ number: projectNumber }),
        "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": () => ({
            member: `serviceAccount:service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`,
        }),
    },
    results: {
        "gcp:container/cluster:Cluster": ({ inputs }) => ({
            controlPlaneEndpointsConfig: {
                ...inputs.controlPlaneEndpointsConfig,
                dnsEndpointConfig: { allowExternalTraffic: true, endpoint },
            },
        }),
        "gcp:serviceaccount/account:Account": ({ inputs }) => ({
            name: `projects/${place.project}/serviceAccounts/${inputs.accountId}`,
            email: `${inputs.accountId}@${place.project}.iam.gserviceaccount.com`,
            member: `serviceAccount:${inputs.accountId}@${place.project}.iam.gserviceaccount.com`,
        }),
    },
};
