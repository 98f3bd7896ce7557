import * as kms from "@pulumi/gcp/kms";
import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import type { GkeClusterArgs } from "./args";
import type { GkeSettings } from "./settings";

/** A key, and what must be there before a service can use it. */
export interface GkeKey {
    readonly id: pulumi.Input<string>;
    readonly grants: readonly pulumi.Resource[];
}

/** Keys of a cluster. */
export interface GkeKeys {
    /** Of Kubernetes secrets and of disks. */
    readonly secrets: GkeKey;
    /** Of the bucket; undefined where the bucket was there before. */
    readonly state: GkeKey | undefined;
}

const role = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

// 90 days, as the CIS benchmark for Google Cloud has it: https://www.cisecurity.org/benchmark/google_cloud_computing_platform
const rotationPeriod = `${90 * 24 * 60 * 60}s`;

/** What outlives the stack: without the key, and without the right to use it, the bucket's objects are lost. */
const kept = { protect: true, retainOnDelete: true } as const;

/**
 * Registers the keys that are not given, and the rights of Google's service agents on them. Neither a key nor a key ring
 * can ever be deleted, so a name can never be used again: Pulumi adds random characters to each.
 */
export function createGkeKeys(
    name: string,
    { secretsKeyId, stateStore }: GkeClusterArgs,
    settings: GkeSettings,
    number: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): GkeKeys {
    let ring: kms.KeyRing | undefined;
    const keyRing = () =>
        (ring ??= new kms.KeyRing(`${name}-keys`, { location: settings.region }, { ...opts, ...kept }));
    const secrets =
        secretsKeyId === undefined
            ? createKey(`${name}-secrets-key`, keyRing(), settings, secretsUsers(number), opts)
            : { id: secretsKeyId, grants: [] };
    if (stateStore?.existing !== undefined) {
        return { secrets, state: undefined };
    }
    const state =
        stateStore?.kmsKeyId === undefined
            ? createKey(`${name}-state-key`, keyRing(), settings, stateUsers(settings, opts), { ...opts, ...kept })
            : { id: stateStore.kmsKeyId, grants: [] };
    return { secrets, state };
}

/** Members of IAM policies that use a key, by what they do. */
type KeyUsers = Readonly<Record<string, pulumi.Input<string>>>;

function createKey(
    name: string,
    ring: kms.KeyRing,
    { labels }: GkeSettings,
    users: KeyUsers,
    opts: pulumi.CustomResourceOptions,
): GkeKey {
    const key = new kms.CryptoKey(name, { keyRing: ring.id, purpose: "ENCRYPT_DECRYPT", rotationPeriod, labels }, opts);
    const grants = Object.entries(users).map(
        ([user, member]) => new kms.CryptoKeyIAMMember(`${name}-${user}`, { cryptoKeyId: key.id, role, member }, opts),
    );
    return { id: key.id, grants };
}

// https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets#grant_permission_to_use_the_key and
// https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek#grant_permission_to_use_the_key
function secretsUsers(number: pulumi.Output<string>): KeyUsers {
    return {
        clusters: pulumi.interpolate`serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`,
        disks: pulumi.interpolate`serviceAccount:service-${number}@compute-system.iam.gserviceaccount.com`,
    };
}

// Asking for this service agent also makes it: https://cloud.google.com/storage/docs/getting-service-agent
function stateUsers({ project }: GkeSettings, { provider, dependsOn }: pulumi.CustomResourceOptions): KeyUsers {
    const agent = storage.getProjectServiceAccountOutput({ project }, { provider, dependsOn });
    return { bucket: agent.member };
}
