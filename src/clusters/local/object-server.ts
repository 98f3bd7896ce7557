import * as crypto from "node:crypto";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { maxLabelLength } from "../../checks/names";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";
import type { Placement } from "../../contracts/cluster";
import { sampleFolders, type Sample } from "./object-samples";

/** Label of every server, and the beginning of their names. */
export const serverLabel = "object-store";
/** The bucket with Flink's state. */
export const stateBucket = "flink";
/** The server's default port. */
export const port = 7070;
/** Keys of the Secrets with the credentials. */
export const secretKeys = { accessKeyId: "accessKeyId", secretAccessKey: "secretAccessKey" } as const;

/** A server of one service account's part of the store. */
export interface Server {
    /** Name of its objects. */
    readonly name: string;
    /** Namespace of the store. */
    readonly namespace: string;
    /** Part of the store: its path below the root. */
    readonly prefix: string;
    readonly readOnly: boolean;
    readonly image: string;
    readonly imagePullSecrets: readonly string[];
    readonly samples: readonly Sample[];
    readonly claimName: pulumi.Input<string>;
    /** Secret with the credentials, by the uid that a new one changes. */
    readonly credentialsUid: pulumi.Input<string>;
    readonly placement: Placement;
}

/**
 * Name of a service account's server, which is also that of its Service. It does not begin with `s3`: Amazon's client takes
 * what follows `s3.` in a host for a region, and signs for that one.
 */
export function serverName(namespace: string, serviceAccount: string): string {
    const hash = crypto.createHash("sha256").update(`${namespace}/${serviceAccount}`).digest("hex").slice(0, 8);
    const name = `${serverLabel}-${namespace}`.slice(0, maxLabelLength - hash.length - 1);
    return `${name.replace(/-+$/, "")}-${hash}`;
}

/** Labels of a server's pods. */
export const podLabels = ({ name }: Pick<Server, "name">) => ({ app: serverLabel, "flink-platform/server": name });

/** One pod that passes Pod Security "restricted". */
export function serverDeployment(server: Server): k8s.apps.v1.DeploymentArgs {
    const labels = podLabels(server);
    const { name, namespace, samples, imagePullSecrets, claimName } = server;
    const sampleHash = samples.reduce((hash, { key, content }) => hash.update(key).update(content), newHash());
    return {
        metadata: { name, namespace, labels },
        spec: {
            replicas: 1,
            selector: { matchLabels: labels },
            // The old pod serves until the new one does, and jobs do not notice. Two processes may share a folder:
            // https://github.com/versity/versitygw/blob/v1.8.0/cmd/internal/gwcli/posix.go (disable-object-lock-file)
            strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
            template: {
                metadata: {
                    labels,
                    annotations: {
                        // A file mounted by subPath does not follow its ConfigMap, nor a variable its Secret.
                        "flink-platform/samples": sampleHash.digest("hex").slice(0, 16),
                        "flink-platform/credentials": server.credentialsUid,
                    },
                },
                spec: {
                    automountServiceAccountToken: false,
                    securityContext: restrictedPod,
                    imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })),
                    nodeSelector: { ...server.placement.nodeSelector },
                    tolerations: server.placement.tolerations.map((toleration) => ({ ...toleration })),
                    // The volume can be mounted on one node only.
                    affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [onOneNode] } },
                    initContainers: samples.length > 0 ? [foldersContainer(server)] : [],
                    containers: [serverContainer(server)],
                    volumes: [
                        { name: "data", persistentVolumeClaim: { claimName } },
                        { name: "accounts", emptyDir: {} },
                        ...(samples.length > 0 ? [{ name: "samples", configMap: { name } }] : []),
                    ],
                },
            },
        },
    };
}

const newHash = () => crypto.createHash("sha256");

const onOneNode = { labelSelector: { matchLabels: { app: serverLabel } }, topologyKey: "kubernetes.io/hostname" };

/** Resources of a server: at rest it takes 34 MiB. */
const resources = { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } };

function serverContainer(server: Server): k8s.types.input.core.v1.Container {
    const fromSecret = (name: string, key: string) => ({
        name,
        valueFrom: { secretKeyRef: { name: server.name, key } },
    });
    const health = { httpGet: { path: "/health", port: "s3" } };
    return {
        name: serverLabel,
        image: server.image,
        args: [
            ...["--port", `:${port}`, "--health", "/health", "--quiet"],
            ...(server.readOnly ? ["--readonly"] : []),
            // With accounts, of which there are none, it answers unknown keys with 403; without, with 404, as a missing file.
            ...["--iam-dir", "/accounts"],
            // A file that was not written through the server has no ETag, which S3 clients ask for.
            ...["posix", "--default-etag", "sample", "/data"],
        ],
        env: [
            fromSecret("ROOT_ACCESS_KEY", secretKeys.accessKeyId),
            fromSecret("ROOT_SECRET_KEY", secretKeys.secretAccessKey),
        ],
        ports: [{ name: "s3", containerPort: port }],
        startupProbe: { ...health, periodSeconds: 1, failureThreshold: 60 },
        readinessProbe: { ...health, periodSeconds: 5, timeoutSeconds: 2 },
        livenessProbe: { ...health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
        resources,
        securityContext: restrictedContainer,
        volumeMounts: [
            // The server's root holds its part alone, and no other server's.
            { name: "data", mountPath: "/data", subPath: folderOf(server) },
            { name: "data", mountPath: `/data/${stateBucket}`, subPath: bucketOf(server) },
            { name: "accounts", mountPath: "/accounts" },
            ...server.samples.map(({ objectName, key }) => ({
                name: "samples",
                mountPath: `/data/${stateBucket}/${objectName}`,
                subPath: key,
                readOnly: true,
            })),
        ],
    };
}

/**
 * Ends at once. For its sake the kubelet makes the folders of the samples, so that the server, which is not root, may write
 * next to them. Mounted in the server itself they would be file systems of their own, into which it cannot move a file.
 */
function foldersContainer(server: Server): k8s.types.input.core.v1.Container {
    return {
        name: "folders",
        image: server.image,
        args: ["--version"],
        resources,
        securityContext: restrictedContainer,
        volumeMounts: sampleFolders(server.samples).map((folder, index) => ({
            name: "data",
            mountPath: `/folders/${index}`,
            subPath: `${bucketOf(server)}/${folder}`,
        })),
    };
}

/** Folder of a part of the store on the volume. */
const folderOf = ({ prefix }: Server) => `parts/${prefix}`;

/** Folder of its bucket, which the kubelet makes as it mounts it. */
const bucketOf = (server: Server) => `${folderOf(server)}/${stateBucket}`;
