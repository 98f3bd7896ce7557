import {
    ApiextensionsV1Api,
    CoreV1Api,
    CustomObjectsApi,
    KubeConfig,
    type V1CustomResourceDefinition,
} from "@kubernetes/client-node";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const repository = resolve(__dirname, "../../..");
const flink = { group: "flink.apache.org", version: "v1beta1", plural: "flinkdeployments" } as const;

/** What tests do at the API server beside Pulumi. */
export type Api = ReturnType<typeof apiOf>;

export function apiOf(kubeconfigFile: string) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigFile);
    const core = config.makeApiClient(CoreV1Api);
    const custom = config.makeApiClient(CustomObjectsApi);
    const extensions = config.makeApiClient(ApiextensionsV1Api);
    return {
        config,
        core,
        /** Makes the FlinkDeployment definition of an operator's release and waits until it is served. */
        async installDefinitions(release: string): Promise<void> {
            const file = join(repository, "dist", "crds", release, "FlinkDeployment.json");
            await extensions.createCustomResourceDefinition({
                body: JSON.parse(readFileSync(file, "utf8")) as V1CustomResourceDefinition,
            });
            for (;;) {
                try {
                    await custom.listClusterCustomObject(flink);
                    return;
                } catch {
                    await sleep(100);
                }
            }
        },
        async createNamespace(name: string): Promise<void> {
            await core.createNamespace({ body: { metadata: { name } } });
        },
        async listDeployments(namespace: string): Promise<any[]> {
            return (await custom.listNamespacedCustomObject({ ...flink, namespace })).items;
        },
        async deploymentNames(namespace: string): Promise<string[]> {
            return (await this.listDeployments(namespace)).map(({ metadata }) => metadata.name).sort();
        },
        async configMapNames(namespace: string): Promise<string[]> {
            const { items } = await core.listNamespacedConfigMap({ namespace });
            return items.map(({ metadata }) => metadata?.name ?? "").filter((name) => name !== "kube-root-ca.crt");
        },
        async writeStatus(resource: any, status: object): Promise<void> {
            const { name, namespace } = resource.metadata;
            await custom.replaceNamespacedCustomObjectStatus({
                ...flink,
                namespace,
                name,
                body: { ...resource, status },
            });
        },
    };
}
