import { rejectFindings } from "../../checks/findings";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../flink/types/deployment";
import type { FlinkStateSnapshotSpec } from "../../flink/types/snapshot";
import { withChanges } from "../blue-green/approval";
import { checkFlinkBlueGreenDeploymentArgs } from "../blue-green/checks";
import { checkFlinkDeploymentArgs } from "../deployment/checks";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { checkSessionJobSpec } from "../session-job/checks";
import { checkSnapshotSpec } from "../snapshot/checks";
import type { SnapshotJob } from "../snapshot/settings";
import type { FlinkManifestArgs } from "./args";
import type { ManifestDocument, ManifestKind } from "./documents";

/** The documents of a file with a program's changes. */
export class ManifestResources {
    private readonly documents: readonly ManifestDocument[];

    constructor(
        private readonly name: string,
        documents: readonly ManifestDocument[],
        private readonly args: FlinkManifestArgs,
    ) {
        const { image, flinkVersion } = args;
        const changes = { ...(image && { image }), ...(flinkVersion && { flinkVersion }) };
        this.documents = documents.map((one) => {
            switch (one.kind) {
                case "FlinkDeployment":
                    return { ...one, spec: { ...one.spec, ...changes } };
                case "FlinkBlueGreenDeployment":
                    return { ...one, spec: withChanges(one.spec, changes) };
                default:
                    return one;
            }
        });
    }

    /** Kind and name of each. */
    get names(): string[] {
        return this.documents.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    }

    /** Makes those of a kind. Children are named by the manifest and the name in Kubernetes. */
    made<Of>(
        kind: ManifestKind,
        make: (child: string, document: ManifestDocument) => Of,
    ): Readonly<Record<string, Of>> {
        return Object.fromEntries(
            this.documents
                .filter((one) => one.kind === kind)
                .map((one) => [one.metadata.name, make(`${this.name}-${one.metadata.name}`, one)]),
        );
    }

    /** @throws pulumi.RunError with everything that is wrong with any of them. */
    check(): void {
        const { platform, readiness, deleteTimeoutSeconds, acceptStateLoss } = this.args;
        const { operator } = platform;
        const common = { readiness, deleteTimeoutSeconds };
        const findings = this.documents.flatMap(({ kind, metadata, spec }) => {
            const child = `${this.name}-${metadata.name}`;
            const given = acceptStateLoss?.[metadata.name];
            const leave = given && { acceptStateLoss: given };
            switch (kind) {
                case "FlinkDeployment": {
                    const deployment = { metadata, spec: spec as unknown as FlinkDeploymentSpec };
                    return checkFlinkDeploymentArgs(child, { ...common, platform, ...deployment, ...leave }).findings;
                }
                case "FlinkBlueGreenDeployment": {
                    const given = {
                        ...common,
                        platform,
                        metadata,
                        spec: spec as unknown as FlinkBlueGreenDeploymentSpec,
                    };
                    return checkFlinkBlueGreenDeploymentArgs(child, given).findings;
                }
                case "FlinkSessionJob": {
                    const job = spec as unknown as FlinkSessionJobSpec;
                    const cluster = this.cluster(job.deploymentName, metadata.namespace);
                    const args = { ...common, metadata, spec: job, ...leave };
                    return checkSessionJobSpec(child, args, operator, cluster).findings;
                }
                case "FlinkStateSnapshot": {
                    const snapshot = spec as FlinkStateSnapshotSpec;
                    const job = this.job(snapshot, metadata.namespace);
                    return checkSnapshotSpec(child, { ...common, metadata, spec: snapshot }, job, operator).findings;
                }
            }
        });
        rejectFindings(findings);
    }

    private find(kind: ManifestKind, name: unknown, namespace: string): ManifestDocument | undefined {
        return this.documents.find(
            ({ kind: given, metadata }) => given === kind && metadata.name === name && metadata.namespace === namespace,
        );
    }

    private cluster(name: unknown, namespace: string): DeclaredCluster | undefined {
        const found = this.find("FlinkDeployment", name, namespace);
        return found && { name: found.metadata.name, namespace, spec: found.spec as unknown as FlinkDeploymentSpec };
    }

    private job({ jobReference }: FlinkStateSnapshotSpec, namespace: string): SnapshotJob | undefined {
        if (jobReference?.kind === "FlinkSessionJob") {
            const job = this.find("FlinkSessionJob", jobReference.name, namespace);
            return (
                job && {
                    reference: jobReference,
                    namespace,
                    deployment: this.cluster(job.spec["deploymentName"], namespace)?.spec,
                }
            );
        }
        const deployment = this.cluster(jobReference?.name, namespace)?.spec;
        return jobReference && deployment && { reference: jobReference, namespace, deployment };
    }
}
