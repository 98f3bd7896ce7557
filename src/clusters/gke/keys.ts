import * as kms from "@pulumi/gcp/kms";
import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import type { GkeApis } from "./apis";
import type { GkeClusterArgs } from "./args";
import { newKeyRights } from "./propagation";
import type { GkeSettings } from "./settings";
import type { Propagation } from "../shared/propagation";

/** A key, and the rights without which no service can use it. */
export interface GkeKey {
    readonly id: pulumi.Input<string>;
    readonly grants: readonly pulumi.Resource[];
    /** Options of what is encrypted by it and is made after the rights. */
    readonly ofUse: Propagation["ofNeeding"];
}

const role = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

// 90 days, as the CIS benchmark for Google Cloud has it: https://www.cisecurity.org/benchmark/google_cloud_computing_platform
const rotationPeriod = `${90 * 24 * 60 * 60}s`;

/** Options of resources that outlive the stack: without the key, and without the right to use it, the bucket's objects are lost. */
const kept = { protect: true, retainOnDelete: true } as const;

/** Inputs of keys from other resources. */
export interface KeysInputs {
    readonly apis: GkeApis;
    /** Key of Kubernetes secrets and of disks that is given; undefined for a dedicated key. */
    readonly secretsKeyId: GkeClusterArgs["secretsKeyId"];
    /** Arguments of the state store, for the key that they give and the bucket that they adopt. */
    readonly stateStore: GkeClusterArgs["stateStore"];
    /** Provider of Google's cloud, for the bucket's service agent. */
    readonly provider: pulumi.ProviderResource;
}

/**
 * Keys that are not given, and the rights of Google's service agents on them. Neither a key nor a key ring can ever be
 * deleted, so a name can never be used again: Pulumi adds random characters to each.
 */
export class GkeKeys extends pulumi.ComponentResource {
    /** Key of Kubernetes secrets and of disks. */
    readonly secrets: GkeKey;
    /** Key of the bucket; undefined for an adopted bucket. */
    readonly state: GkeKey | undefined;

    constructor(
        name: string,
        settings: GkeSettings,
        { apis, secretsKeyId, stateStore, provider }: KeysInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeKeys", name, { region: settings.region }, opts);
        const owned = { parent: this, dependsOn: [...apis.enabled] };
        let ring: kms.KeyRing | undefined;
        const keyRing = () =>
            (ring ??= new kms.KeyRing(`${name}-ring`, { location: settings.region }, { ...owned, ...kept }));
        this.secrets =
            secretsKeyId === undefined
                ? createKey(
                      `${name}-secrets`,
                      keyRing(),
                      settings,
                      { users: secretsUsers(apis.projectNumber), agents: apis.agents },
                      owned,
                  )
                : givenKey(secretsKeyId);
        if (stateStore?.existing === undefined) {
            this.state =
                stateStore?.kmsKeyId === undefined
                    ? createKey(
                          `${name}-state`,
                          keyRing(),
                          settings,
                          {
                              users: stateUsers(settings, { provider, dependsOn: owned.dependsOn }),
                              agents: apis.agents,
                          },
                          { ...owned, ...kept },
                      )
                    : givenKey(stateStore.kmsKeyId);
        }
        this.registerOutputs({});
    }
}

/** Members of IAM policies that use a key, by what they do. */
type KeyUsers = Readonly<Record<string, pulumi.Input<string>>>;

/** A key that is given, with its rights. */
function givenKey(id: pulumi.Input<string>): GkeKey {
    return { id, grants: [], ofUse: {} };
}

function createKey(
    name: string,
    ring: kms.KeyRing,
    { labels }: GkeSettings,
    { users, agents }: { readonly users: KeyUsers; readonly agents: Propagation },
    opts: pulumi.CustomResourceOptions,
): GkeKey {
    const rights = newKeyRights(name);
    const key = new kms.CryptoKey(name, { keyRing: ring.id, purpose: "ENCRYPT_DECRYPT", rotationPeriod, labels }, opts);
    const grants = Object.entries(users).map(
        ([user, member]) =>
            new kms.CryptoKeyIAMMember(
                `${name}-${user}`,
                { cryptoKeyId: key.id, role, member },
                { ...opts, hooks: { ...agents.ofNeeding.hooks, ...rights.ofMade.hooks } },
            ),
    );
    return { id: key.id, grants, ofUse: rights.ofNeeding };
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
function stateUsers({ project }: GkeSettings, opts: pulumi.InvokeOutputOptions): KeyUsers {
    const agent = storage.getProjectServiceAccountOutput({ project }, opts);
    return { bucket: agent.member };
}
