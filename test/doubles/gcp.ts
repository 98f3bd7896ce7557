import { text } from "./property-rules";
import { gcpAccount } from "./gcp-account";
import { gcpFreshAccount } from "./gcp-fresh-account";
import { gcpAccessTypes } from "./gcp-access";
import { gcpContainerTypes } from "./gcp-container";
import { describedCluster } from "./gcp-described";
import { gcpNetworkTypes } from "./gcp-network";
import { gcpStorageTypes } from "./gcp-storage";
import { projectId, region } from "./gcp-values";
import type { ProviderRules } from "./rules";

/** A project's number, which goes with its id and is no part of it: twelve digits. */
const numberOf = (project: string) =>
    String([...project].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e11, 7) + 1e11);

/** What Google Cloud takes and gives, as far as a GKE cluster uses it. */
export const gcpRules: ProviderRules = {
    provider: "gcp",
    configuration: { required: ["project", "region"], properties: { project: projectId, region } },
    types: { ...gcpAccessTypes, ...gcpContainerTypes, ...gcpNetworkTypes, ...gcpStorageTypes },
    functions: {
        "gcp:container/getCluster:getCluster": describedCluster,
        "gcp:organizations/getProject:getProject": ({ projectId: id }) => {
            if (text(id) !== undefined) {
                throw new Error("projectId is missing");
            }
            return { id: `projects/${id}`, projectId: id, name: id, number: numberOf(id) };
        },
        "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": ({ project }) => {
            const emailAddress = `service-${numberOf(String(project))}@gs-project-accounts.iam.gserviceaccount.com`;
            return { id: emailAddress, project, emailAddress, member: `serviceAccount:${emailAddress}` };
        },
    },
    account: gcpAccount,
    freshAccount: gcpFreshAccount,
};
