import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Call } from "../../doubles/calls";
import { awsPermissions } from "../../doubles/aws-permissions";
import { azureNativePermissions } from "../../doubles/azure-native-permissions";
import { gcpPermissions } from "../../doubles/gcp-permissions";
import { billOfCalls, unknownCalls, type PermissionTable } from "../../doubles/permissions";
import { awsPolicy, azurePolicy, compare, gcpPolicy, type Grant, type Policy } from "../../doubles/policies";

/** Clouds with a policy file. */
export type Cloud = "eks" | "gke" | "aks";

/** What each cloud's provider needs, by the name of the cloud in `docs/policies`. */
export const permissionTables: Readonly<Record<Cloud, PermissionTable>> = {
    eks: awsPermissions,
    gke: gcpPermissions,
    aks: azureNativePermissions,
};

const readers = { eks: awsPolicy, gke: gcpPolicy, aks: azurePolicy };

const repository = resolve(__dirname, "../../..");

/** The name of the cluster for which the documentation writes its policies. */
const documentedName = "prod";

/** What a cloud's documentation says is enough for whoever runs Pulumi, with a cluster of this name. */
export function policyOf(cloud: Cloud, clusterName: string = documentedName): Policy {
    const policy = readers[cloud](
        JSON.parse(readFileSync(resolve(repository, "docs/policies", `${cloud}.json`), "utf8")),
    );
    const renamed = ({ permission, resources }: Grant): Grant => ({
        permission,
        // "arn:aws:iam::*:role/prod-*", "arn:aws:s3:::prod-state-*"
        ...(resources && { resources: resources.map((arn) => arn.replace(/([:/])prod-/, `$1${clusterName}-`)) }),
    });
    return { allowed: policy.allowed.map(renamed), denied: policy.denied.map(renamed) };
}

/** Asserts that the policy of a cloud's documentation allows all that these calls of the cloud's double stand for. */
export function assertPermissionsCovered(cloud: Cloud, calls: readonly Call[], clusterName = "flink"): void {
    const table = permissionTables[cloud];
    assert.ok(
        calls.some(({ provider }) => provider === table.provider),
        `${table.provider} was called`,
    );
    assert.deepEqual(unknownCalls(table, calls), [], "every call is known to the table of permissions");
    const { missing } = compare(policyOf(cloud, clusterName), billOfCalls(table, calls));
    assert.deepEqual(missing, [], `docs/policies/${cloud}.json allows what the calls need`);
}
