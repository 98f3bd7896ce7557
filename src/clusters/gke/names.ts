import * as crypto from "node:crypto";
import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

// https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster.FIELDS.name
const maxClusterNameLength = 40;
// https://cloud.google.com/iam/docs/service-accounts-create
const maxServiceAccountIdLength = 30;
// https://cloud.google.com/storage/docs/buckets#naming
const bucketNameLengths = { least: 3, most: 63 } as const;
// Keys and key rings take 63 characters, of which Pulumi adds 8 and the longest purpose is ours:
// https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/create
const maxComponentNameLength = 63 - 8 - "-keys-secrets".length;

// "acme-prod" yes; "Acme", "1acme", "acme-" and a number no
const projectId = /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/;
// "orders", "orders-2" yes; "2-orders", "orders-" and "Orders" no
const clusterName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
// "acme-prod-state", "a_b" yes; "-state", "State" and "a.b" (a domain that must be proved) no
const bucketName = /^[a-z0-9][-_a-z0-9]*[a-z0-9]$/;
// "Orders_1" yes; "orders.1", "orders/1" no
const keyRingName = /^[-_a-zA-Z0-9]+$/;

/** The state bucket's name where none is given. Project ids are unique in the world, so this is too. */
export function defaultBucketName(project: string, baseName: string): string {
    return `${project}-${baseName}-state`;
}

/** Pool of the identities of Kubernetes service accounts: one pool for all clusters of a project. */
export function workloadPool(project: string): string {
    return `${project}.svc.id.goog`;
}

/** An id of a Google service account from words; if they are too long, their start and a hash of all. */
export function serviceAccountId(...words: readonly string[]): string {
    return shortened(words.join("-"), maxServiceAccountIdLength);
}

/** A name of at most `length` characters: `name`, or its start and a hash of all of it. */
export function shortened(name: string, length: number): string {
    if (name.length <= length) {
        return name;
    }
    const hash = crypto.createHash("sha256").update(name).digest("hex").slice(0, 8);
    return `${name.slice(0, length - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}

/** Problems of a project's id. */
export function projectProblems(value: string): Problem[] {
    return unless(
        projectId.test(value),
        "project",
        `must be the id of a project, 6 to 30 lower-case letters, digits and "-", got "${value}"`,
    );
}

/** Problems of the component's name, after which its keys are named. */
export function componentNameProblems(name: string): Problem[] {
    return unless(
        name.length <= maxComponentNameLength && keyRingName.test(name),
        "",
        `must be named with at most ${maxComponentNameLength} letters, digits, "-" and "_", got "${name}"`,
    );
}

/** Problems of a cluster's name. */
export function clusterNameProblems(value: string): Problem[] {
    const path = "clusterName";
    if (value.length > maxClusterNameLength) {
        return [
            {
                path,
                problem: `must make a name of at most ${maxClusterNameLength} characters, got ${value.length} in "${value}"`,
            },
        ];
    }
    return unless(
        clusterName.test(value),
        path,
        `must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "${value}"`,
    );
}

/** Problems of a bucket's name. */
export function bucketNameProblems(path: string, value: string): Problem[] {
    const { least, most } = bucketNameLengths;
    if (value.length < least || value.length > most) {
        return [{ path, problem: `must be ${least} to ${most} characters, got ${value.length} in "${value}"` }];
    }
    if (!bucketName.test(value)) {
        return [
            {
                path,
                problem: `must be lower-case letters, digits, "-" and "_", with a letter or digit at each end, got "${value}"`,
            },
        ];
    }
    // Google also refuses what merely resembles its name. https://cloud.google.com/storage/docs/buckets#naming
    return value.startsWith("goog") || value.includes("google") || value.includes("g00gle")
        ? [{ path, problem: `must not begin with "goog" or contain "google", got "${value}"` }]
        : [];
}
