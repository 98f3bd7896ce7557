import { playUntilStopped } from "../../support/play-until-stopped";
import type { Api } from "./api";

const plural = "flinkstatesnapshots";
const kind = { group: "flink.apache.org", version: "v1beta1", plural } as const;
const finalizer = `${plural}.flink.apache.org/finalizer`;
const option = "kubernetes.operator.snapshot.resource.enabled";
const deployment = "flink-kubernetes-operator";

/**
 * Plays what an operator from 1.10 on does with FlinkStateSnapshots, for as long as its Deployment is there and it has the
 * right to: it records a savepoint upgrade as one without an owner (`createUpgradeSnapshotResource`, where
 * `isSnapshotResourceEnabled` says so), and releases those that are deleted.
 */
export class PlayedSnapshots {
    readonly stop: () => Promise<void>;
    private readonly upgraded = new Set<string>();

    constructor(
        private readonly api: Api,
        private readonly operatorNamespace: string,
        private readonly jobNamespace: string,
    ) {
        this.stop = playUntilStopped(200, async () => {
            // What is gone meanwhile needs no part any more.
            await this.act().catch(() => undefined);
        });
    }

    /** Makes the record of a savepoint upgrade. */
    async create(name: string): Promise<void> {
        await this.api.custom.createNamespacedCustomObject({
            ...kind,
            namespace: this.jobNamespace,
            body: {
                apiVersion: "flink.apache.org/v1beta1",
                kind: "FlinkStateSnapshot",
                metadata: { name, finalizers: [finalizer], labels: { "snapshot.trigger-type": "UPGRADE" } },
                spec: {
                    jobReference: { kind: "FlinkDeployment", name: "orders" },
                    savepoint: { path: "s3p://state/savepoint-1", alreadyExists: true, disposeOnDelete: false },
                },
            },
        });
    }

    async names(): Promise<string[]> {
        return (await this.list()).map(({ metadata }) => metadata.name);
    }

    private async list(): Promise<any[]> {
        return (await this.api.custom.listNamespacedCustomObject({ ...kind, namespace: this.jobNamespace })).items;
    }

    private async act(): Promise<void> {
        if (!(await this.lives())) {
            return;
        }
        for (const { metadata } of await this.list()) {
            if (metadata.deletionTimestamp !== undefined) {
                await this.api.mergePatch(kind, this.jobNamespace, metadata.name, { metadata: { finalizers: null } });
            }
        }
        for (const { metadata, spec } of await this.api.listDeployments(this.jobNamespace)) {
            const change = `${metadata.uid} ${metadata.generation}`;
            if (metadata.generation > 1 && spec.job?.upgradeMode === "savepoint" && !this.upgraded.has(change)) {
                this.upgraded.add(change);
                if (await this.keepsResources(spec)) {
                    await this.create(`${metadata.name}-savepoint-upgrade-${metadata.generation}`);
                }
            }
        }
    }

    private async lives(): Promise<boolean> {
        const { metadata } = await this.api.apps.readNamespacedDeployment({
            namespace: this.operatorNamespace,
            name: deployment,
        });
        const isAllowed = await this.api.isAllowed(
            { namespace: this.operatorNamespace, name: "flink-operator" },
            { group: kind.group, resource: plural, verb: "patch", namespace: this.jobNamespace },
        );
        return metadata?.deletionTimestamp === undefined && isAllowed;
    }

    /** The job's option, else the default for its Flink version, else the operator's own. */
    private async keepsResources(spec: any): Promise<boolean> {
        const { data } = await this.api.core.readNamespacedConfigMap({
            namespace: this.operatorNamespace,
            name: "flink-operator-config",
        });
        const lines = (data?.["flink-conf.yaml"] ?? "").split("\n").map((line) => line.split(": ") as [string, string]);
        const configured = Object.fromEntries(lines);
        const forVersion = `kubernetes.operator.default-configuration.flink-version.${spec.flinkVersion}.${option}`;
        return (spec.flinkConfiguration?.[option] ?? configured[forVersion] ?? configured[option] ?? "true") === "true";
    }
}
