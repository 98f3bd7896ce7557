import * as crypto from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { EnvVar } from "../../contracts/cluster";
import { secretKeys } from "./object-server";

/** Keys of a Secret under which it holds an access key. */
export type CredentialsKeys = Readonly<Record<keyof typeof secretKeys, string>>;

/** Environment variables from which the S3 plugins take an access key. */
export function credentialsEnv(secretName: string, keys: CredentialsKeys = secretKeys): readonly EnvVar[] {
    return [
        { name: "AWS_ACCESS_KEY_ID", secretName, secretKey: keys.accessKeyId },
        { name: "AWS_SECRET_ACCESS_KEY", secretName, secretKey: keys.secretAccessKey },
    ];
}

/**
 * Registers a Secret with random credentials. Each run of the program makes new ones, and `ignoreChanges` keeps those of the
 * first run; the stack's state holds them encrypted.
 */
export function createCredentials(
    name: string,
    objectName: string,
    namespace: string,
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret {
    const random = (bytes: number) => Buffer.from(crypto.randomBytes(bytes).toString("hex")).toString("base64");
    return new k8s.core.v1.Secret(
        name,
        {
            metadata: { name: objectName, namespace },
            data: pulumi.secret({
                [secretKeys.accessKeyId]: random(10), // 20 characters
                [secretKeys.secretAccessKey]: random(20), // 40 characters
            }),
        },
        { ...opts, ignoreChanges: ["data"] },
    );
}
