import type { Limit } from "./account-rules";
import { someProject } from "./gcp-values";
import type { Inputs } from "./rules";

/** Service and its title, by what is asked of it. */
const services: Readonly<Record<string, readonly [service: string, title: string]>> = {
    "gcp:compute/network:Network": ["compute.googleapis.com", "Compute Engine API"],
    "gcp:compute/subnetwork:Subnetwork": ["compute.googleapis.com", "Compute Engine API"],
    "gcp:container/cluster:Cluster": ["container.googleapis.com", "Kubernetes Engine API"],
    "gcp:kms/keyRing:KeyRing": ["cloudkms.googleapis.com", "Cloud Key Management Service (KMS) API"],
    "gcp:serviceaccount/account:Account": ["iam.googleapis.com", "Identity and Access Management (IAM) API"],
};

/** What a project within the free trial may run in a region, in vCPUs. */
const regionalVcpus = 8;

/** "n2-standard-4" 4, "e2-medium" 2. */
const vcpusOf = (machineType: string): number => Number(/-(\d+)(-lssd)?$/.exec(machineType)?.[1] ?? 2);

const needed = ({ initialNodeCount = 0, nodeLocations = [], nodeConfig }: Inputs): number =>
    nodeConfig?.spot === true
        ? 0
        : initialNodeCount * Math.max(nodeLocations.length, 1) * vcpusOf(String(nodeConfig?.machineType));

/** What Google Cloud refuses in a project of its first day. */
export const gcpFreshAccount: readonly Limit[] = [
    ...Object.entries(services).map(([type, [service, title]]): Limit => ({
        type,
        problem: (_, things) =>
            things("gcp:projects/service:Service").some(({ inputs }) => inputs["service"] === service)
                ? undefined
                : `googleapi: Error 403: ${title} has not been used in project ${someProject} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}/overview?project=${someProject} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry., accessNotConfigured`,
        source: "https://cloud.google.com/service-usage/docs/enable-disable",
    })),
    {
        type: "gcp:container/nodePool:NodePool",
        problem: (inputs, things) => {
            const running = things("gcp:container/nodePool:NodePool").reduce(
                (sum, pool) => sum + needed(pool.inputs),
                0,
            );
            const wanted = needed(inputs);
            return running + wanted <= regionalVcpus
                ? undefined
                : `googleapi: Error 403: Insufficient regional quota to satisfy request: resource "CPUS": request requires '${wanted}.0' and is short '${running + wanted - regionalVcpus}.0'. project has a quota of '${regionalVcpus}.0' with '${regionalVcpus - running}.0' available. View and manage quotas at https://console.cloud.google.com/iam-admin/quotas?usage=USED&project=${someProject}., forbidden`;
        },
        source: "https://cloud.google.com/free/docs/free-cloud-features#free-trial",
    },
];
