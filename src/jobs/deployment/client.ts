import type { HighAvailabilityObject, StatefulObject } from "./own-state";
import { loadKubernetes } from "../../kubernetes/client";

/** A FlinkDeployment as the API server has it: the fields that are used here. */
export interface LiveFlinkDeployment extends StatefulObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly namespace: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly managedFields?: readonly { readonly manager?: string; readonly operation?: string }[];
    };
    readonly spec: {
        readonly job?: {
            readonly initialSavepointPath?: string;
            readonly state?: string;
            readonly savepointRedeployNonce?: number;
        };
        readonly flinkConfiguration?: Readonly<Record<string, unknown>>;
    };
}

/** Calls about a FlinkDeployment that do not go through the engine; each may fail with the API server's error. */
export interface FlinkDeploymentClient {
    /** The resource, undefined if there is none. */
    read(namespace: string, name: string): Promise<LiveFlinkDeployment | undefined>;
    /** The ConfigMaps with the high-availability metadata of its job. */
    highAvailability(namespace: string, name: string): Promise<readonly HighAvailabilityObject[]>;
    /** Lays a part over the resource. */
    merge(namespace: string, name: string, part: object): Promise<void>;
    /** Begins its deletion, in which the operator ends what hangs below it. */
    remove(namespace: string, name: string): Promise<void>;
    /** Makes it, under the name of a field manager. */
    apply(resource: LiveFlinkDeployment, fieldManager: string): Promise<void>;
}

/** Kinds that have a job. */
export type FlinkPlural = "flinkdeployments" | "flinksessionjobs";

/** A client for the cluster of a kubeconfig. */
export async function flinkDeploymentClient(
    kubeconfig: string,
    plural: FlinkPlural = "flinkdeployments",
): Promise<FlinkDeploymentClient> {
    const kind = { group: "flink.apache.org", version: "v1beta1", plural } as const;
    const { library, customObjects: custom, core } = await loadKubernetes(kubeconfig);
    const { PatchStrategy, setHeaderOptions } = library;
    return {
        read: (namespace, name) =>
            custom.getNamespacedCustomObject({ ...kind, namespace, name }).catch((error: { code?: unknown }) => {
                if (error.code === 404) {
                    return undefined;
                }
                throw error;
            }) as Promise<LiveFlinkDeployment | undefined>,
        highAvailability: async (namespace, name) => {
            const labelSelector = `app=${name},configmap-type=high-availability`; // Flink's own labels
            return (await core.listNamespacedConfigMap({ namespace, labelSelector })).items;
        },
        merge: async (namespace, name, body) => {
            const options = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
            await custom.patchNamespacedCustomObject({ ...kind, namespace, name, body }, options);
        },
        remove: async (namespace, name) => {
            await custom.deleteNamespacedCustomObject({ ...kind, namespace, name, propagationPolicy: "Background" });
        },
        apply: async (body, fieldManager) => {
            const { namespace, name } = body.metadata;
            const options = setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply);
            const request = { ...kind, namespace, name, body, fieldManager, force: true };
            await custom.patchNamespacedCustomObject(request, options);
        },
    };
}
