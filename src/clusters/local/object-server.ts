import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { sampleFiles, type Samples } from "../shared/samples";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";

/**
 * The server's name, which is also that of its Service. Not `s3`: Amazon's client takes what follows `s3.` in a host for a
 * region, and signs for that one.
 */
export const server = "object-store";
/** The bucket with Flink's state. */
export const stateBucket = "flink";
/** The server's default port. */
export const port = 7070;
/** Names of the server's other objects. */
export const objects = { credentials: "s3-credentials", samples: "s3-samples" } as const;
/** Keys of the Secrets with the credentials. */
export const secretKeys = { accessKeyId: "accessKeyId", secretAccessKey: "secretAccessKey" } as const;

/** A sample: the object's name in the bucket for state, the key under which a ConfigMap may hold it, and its text. */
export interface Sample {
    readonly objectName: string;
    readonly key: string;
    readonly text: string;
}

/** Reads samples from their files. */
export function readSamples(samples: Samples): Sample[] {
    return sampleFiles(samples).map(({ objectName, file }) => ({
        objectName,
        key: objectName.replaceAll("/", "__"), // a ConfigMap's key has no slash
        text: fs.readFileSync(file, "utf8"),
    }));
}

/** The server: one pod that passes Pod Security "restricted". */
export function serverDeployment(
    namespace: string,
    image: string,
    imagePullSecrets: readonly string[],
    claimName: pulumi.Input<string>,
    samples: readonly Sample[],
): k8s.apps.v1.DeploymentArgs {
    const labels = { app: server };
    const sampleHash = crypto.createHash("sha256").update(JSON.stringify(samples)).digest("hex").slice(0, 16);
    return {
        metadata: { name: server, namespace, labels },
        spec: {
            replicas: 1,
            selector: { matchLabels: labels },
            strategy: { type: "Recreate" }, // two servers must not share the volume
            template: {
                // A file mounted by subPath does not follow its ConfigMap: new samples need a new pod.
                metadata: { labels, annotations: { "flink-platform/samples": sampleHash } },
                spec: {
                    automountServiceAccountToken: false,
                    securityContext: restrictedPod,
                    imagePullSecrets: imagePullSecrets.map((name) => ({ name })),
                    containers: [serverContainer(image, samples)],
                    volumes: [
                        { name: "data", persistentVolumeClaim: { claimName } },
                        { name: "samples", configMap: { name: objects.samples } },
                    ],
                },
            },
        },
    };
}

function serverContainer(image: string, samples: readonly Sample[]): k8s.types.input.core.v1.Container {
    const fromSecret = (name: string, key: string) => ({
        name,
        valueFrom: { secretKeyRef: { name: objects.credentials, key } },
    });
    return {
        name: server,
        image,
        // A file that was not written through the server has no ETag, which S3 clients ask for.
        args: ["--port", `:${port}`, "--health", "/health", "--quiet", "posix", "--default-etag", "sample", "/data"],
        env: [
            fromSecret("ROOT_ACCESS_KEY", secretKeys.accessKeyId),
            fromSecret("ROOT_SECRET_KEY", secretKeys.secretAccessKey),
        ],
        ports: [{ name: "s3", containerPort: port }],
        readinessProbe: { httpGet: { path: "/health", port: "s3" }, periodSeconds: 1 },
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
        securityContext: restrictedContainer,
        volumeMounts: [
            { name: "data", mountPath: "/data", subPath: "buckets" },
            ...sampleFolders(samples).map((folder) => ({
                name: "data",
                mountPath: `/data/${folder}`,
                subPath: `buckets/${folder}`,
            })),
            ...samples.map(({ objectName, key }) => ({
                name: "samples",
                mountPath: `/data/${stateBucket}/${objectName}`,
                subPath: key,
                readOnly: true,
            })),
        ],
    };
}

/**
 * The bucket, which is a folder of /data, and the folders of its samples. The kubelet makes them by mounting them, so that
 * the server, which is not root, may write next to the samples.
 */
function sampleFolders(samples: readonly Sample[]): string[] {
    const folders = samples.map(({ objectName }) => path.posix.join(stateBucket, path.posix.dirname(objectName)));
    return [...new Set([stateBucket, ...folders])];
}
