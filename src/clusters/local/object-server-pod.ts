import * as path from "node:path";
import type * as k8s from "@pulumi/kubernetes";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";
import { sampleHash, type Sample } from "../shared/sample-data";
import {
    bucketOf,
    folderOf,
    podLabels,
    port,
    secretKeys,
    serverLabel,
    stateBucket,
    type Server,
} from "./object-server";

/** One pod that passes Pod Security "restricted". */
export function serverDeployment(server: Server): k8s.apps.v1.DeploymentArgs {
    const labels = podLabels(server);
    const { name, namespace, samples, imagePullSecrets, claimName } = server;
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
                        "flink-platform/samples": sampleHash(samples),
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

const onOneNode = { labelSelector: { matchLabels: { app: serverLabel } }, topologyKey: "kubernetes.io/hostname" };

/** Resources of a server: idle, it takes 34 MiB. */
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
            // The server's root holds only its own part.
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
 * Container that ends at once. The kubelet makes the folders of the samples for its mounts, so that the server, which is not
 * root, may write next to the samples. Mounted in the server itself, the folders would be separate file systems, into which it
 * cannot move a file.
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

/** Folders of the samples, below the store's root. */
function sampleFolders(samples: readonly Sample[]): string[] {
    return [...new Set(samples.map(({ objectName }) => path.posix.dirname(objectName)))];
}
