import { both, mapOf, matching } from "./property-rules";
import type { PropertyRule } from "./rules";

// "acme-prod" yes; "123", "Acme" no
export const projectId = matching(/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/, "a project's id");
// "europe-west4" yes; "europe-west4-a", "EU" no
export const region = matching(/^[a-z]+-[a-z]+\d+$/, "a region");
// "europe-west4-a" yes
export const zone = matching(/^[a-z]+-[a-z]+\d+-[a-z]$/, "a zone");

/** Name of a thing in a network: https://cloud.google.com/compute/docs/naming-resources */
export const computeName = matching(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, "a name of lower-case letters, digits and -");

/** Name of a cluster or a pool, which is shorter. */
export const containerName = matching(/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/, "a name of at most 40 characters");

/** An identity in an IAM policy. Not everyone: a bucket with public access prevention refuses that anyway. */
export const member = matching(
    /^((user|group|serviceAccount):[^\s@]+@[^\s@]+|serviceAccount:[-a-z0-9]+\.svc\.id\.goog\[[^/\]]+\/[^/\]]+\]|principal(Set)?:\/\/iam\.googleapis\.com\/\S+)$/,
    "a member of an IAM policy",
);

/** A role that Google defines. */
export const role = matching(/^roles\/[a-zA-Z]+(\.[a-zA-Z0-9]+)+$/, "a role such as roles/storage.objectUser");

/** A key of Cloud KMS, without a version. */
export const kmsKey = matching(
    /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
    "the name of a key of Cloud KMS",
);

/** https://cloud.google.com/compute/docs/labeling-resources#requirements */
export const labels: PropertyRule = both(mapOf(matching(/^[-_a-z0-9]{0,63}$/, "a label's value")), (value) => {
    const wrong = Object.keys(value as object).find((key) => !/^[a-z][-_a-z0-9]{0,62}$/.test(key));
    return wrong === undefined ? undefined : `has a key that is none: "${wrong}"`;
});

/** The project of all resources whose rules do not see it: it is the provider's. */
export const someProject = "a-project";
