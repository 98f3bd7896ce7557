import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";
import { aksPlacements } from "./placement";
import { uploadScript } from "./samples-script";
import type { AksSettings } from "./settings";
import { sampleHash, type Sample } from "../shared/sample-data";

/** Namespace of what puts samples into the store; nothing else is in it. */
export const samplesNamespace = "flink-samples";
/** Name of its objects there. */
export const samplesName = "samples";

/**
 * Time for which the pod tries again: the ten minutes that a right may take, and half of that for an identity whose first
 * refusals are kept. Sources: those of `grantDelay`.
 */
const giveUpSeconds = 900;
/** Time for all of the Job, the pull of its image and a pod that was evicted included. */
const deadlineSeconds = giveUpSeconds + 300;
/** Time for which Pulumi waits: it is the Job that fails, with its reason, and not the wait for it. */
export const samplesTimeoutSeconds = deadlineSeconds + 120;

const folders = { samples: "/samples", token: "/var/run/secrets/azure/tokens" } as const;
const tokenFile = "azure-identity-token";

/**
 * A Job whose pod puts samples into the store, under the identity of its service account. It is on the system nodes, which
 * are always there, and needs no webhook: the variables and the token are those that AKS's own would add.
 *
 * @param clientId of the identity.
 */
export function samplesJob(
    settings: AksSettings,
    samples: readonly Sample[],
    clientId: pulumi.Input<string>,
): k8s.batch.v1.JobArgs {
    const { nodeSelector, tolerations } = aksPlacements(settings).system;
    return {
        metadata: {
            name: samplesName,
            namespace: samplesNamespace,
            // One that has failed is made anew by the next run, and not waited for again.
            annotations: { "pulumi.com/replaceUnready": "true" },
        },
        spec: {
            activeDeadlineSeconds: deadlineSeconds,
            backoffLimit: 3,
            template: {
                // A Job's template never changes: another hash makes another Job.
                metadata: { annotations: { "flink-platform/samples": sampleHash(samples) } },
                spec: {
                    restartPolicy: "Never",
                    serviceAccountName: samplesName,
                    automountServiceAccountToken: false,
                    securityContext: restrictedPod,
                    nodeSelector: { ...nodeSelector },
                    tolerations: [...tolerations],
                    containers: [uploadContainer(settings, samples, clientId)],
                    volumes: [samplesVolume(samples), tokenVolume],
                },
            },
        },
    };
}

function uploadContainer(
    { tenantId, stateStore }: AksSettings,
    samples: readonly Sample[],
    clientId: pulumi.Input<string>,
): k8s.types.input.core.v1.Container {
    const env = {
        AZURE_CLIENT_ID: clientId,
        AZURE_TENANT_ID: tenantId,
        AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
        AZURE_FEDERATED_TOKEN_FILE: `${folders.token}/${tokenFile}`,
        CONTAINER_URL: `https://${stateStore.account}.blob.core.windows.net/${stateStore.container}`,
        SAMPLES_FOLDER: folders.samples,
        GIVE_UP_SECONDS: String(giveUpSeconds),
        PAUSE_SECONDS: "10",
    };
    return {
        name: "upload",
        image: stateStore.samplesImage,
        command: ["bash", "-c", uploadScript, "upload", ...samples.map(({ objectName }) => objectName)],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
        securityContext: restrictedContainer,
        // So that what the script says last stands in what Pulumi shows of a failed pod.
        terminationMessagePolicy: "FallbackToLogsOnError",
        volumeMounts: [
            { name: "samples", mountPath: folders.samples, readOnly: true },
            { name: "token", mountPath: folders.token, readOnly: true },
        ],
    };
}

const samplesVolume = (samples: readonly Sample[]): k8s.types.input.core.v1.Volume => ({
    name: "samples",
    configMap: { name: samplesName, items: samples.map(({ key, objectName }) => ({ key, path: objectName })) },
});

/** As AKS's own webhook mounts it: https://azure.github.io/azure-workload-identity/docs/installation/mutating-admission-webhook.html. */
const tokenVolume: k8s.types.input.core.v1.Volume = {
    name: "token",
    projected: {
        sources: [
            {
                serviceAccountToken: {
                    path: tokenFile,
                    audience: "api://AzureADTokenExchange",
                    expirationSeconds: 3600,
                },
            },
        ],
    },
};
