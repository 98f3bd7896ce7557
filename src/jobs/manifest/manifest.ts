import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { argumentProblems, requireArguments, type KnownOf } from "../../checks/known-arguments";
import { optionsInCluster } from "../../components/options";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../flink/types/deployment";
import type { FlinkStateSnapshotSpec } from "../../flink/types/snapshot";
import { ReadinessGate } from "../../readiness/gate";
import { checkFlinkDeploymentArgs } from "../deployment/checks";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { FlinkDeployment } from "../deployment/deployment";
import { knownReadiness } from "../deployment/known-arguments";
import { checkSessionJobSpec } from "../session-job/checks";
import { FlinkSessionJob } from "../session-job/session-job";
import { checkSnapshotSpec } from "../snapshot/checks";
import { FlinkStateSnapshot } from "../snapshot/snapshot";
import type { SnapshotJob } from "../snapshot/settings";
import type { FlinkManifestArgs } from "./args";
import { readManifestDocuments, type ManifestDocument, type ManifestKind } from "./documents";

const knownManifestArgs = {
    platform: true,
    file: true,
    image: true,
    flinkVersion: true,
    namespace: true,
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
} satisfies KnownOf<FlinkManifestArgs>;

/**
 * The Flink resources of a YAML file, such as a session cluster with its jobs: each is checked, made, waited for and deleted
 * as if the program declared it, in order.
 *
 * @example
 * new FlinkManifest("shop", { platform, file: "shop.yaml", namespace: "shop" });
 */
export class FlinkManifest extends pulumi.ComponentResource {
    /** By name in Kubernetes. */
    readonly deployments: Readonly<Record<string, FlinkDeployment>>;
    /** By name in Kubernetes. */
    readonly sessionJobs: Readonly<Record<string, FlinkSessionJob>>;
    /** By name in Kubernetes. */
    readonly snapshots: Readonly<Record<string, FlinkStateSnapshot>>;

    /** @throws pulumi.RunError with everything that is wrong with the file. */
    constructor(name: string, args: FlinkManifestArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("FlinkManifest", name, args, ["platform", "file"]);
        rejectFindings(findingsOf("FlinkManifest", name, argumentProblems(args, knownManifestArgs)));
        const { platform, file, namespace, readiness, deleteTimeoutSeconds } = args;
        const resources = new ManifestResources(name, readManifestDocuments(name, file, namespace), args);
        resources.check();
        super(
            "flink-platform:index:FlinkManifest",
            name,
            { file, resources: resources.names },
            optionsInCluster("FlinkManifest", name, opts, platform.cluster.provider),
        );
        const common = { platform, readiness, deleteTimeoutSeconds };
        const below = { parent: this };
        this.deployments = resources.made("FlinkDeployment", (child, { metadata, spec }) => {
            return new FlinkDeployment(
                child,
                { ...common, metadata, spec: spec as unknown as FlinkDeploymentSpec },
                below,
            );
        });
        this.sessionJobs = resources.made("FlinkSessionJob", (child, { metadata, spec }) => {
            const job = { metadata, spec: spec as unknown as FlinkSessionJobSpec };
            const sessionCluster = inNamespace(this.deployments[String(spec["deploymentName"])], metadata.namespace);
            return FlinkSessionJob.fromSpec(
                child,
                { ...common, ...job, ...(sessionCluster && { sessionCluster }) },
                below,
            );
        });
        this.snapshots = resources.made("FlinkStateSnapshot", (child, { metadata, spec }) => {
            const snapshot = { metadata, spec: spec as FlinkStateSnapshotSpec };
            const { kind, name: ofJob } = (snapshot.spec.jobReference ?? {}) as { kind?: string; name?: string };
            const jobs = kind === "FlinkSessionJob" ? this.sessionJobs : this.deployments;
            const job = inNamespace<FlinkSessionJob | FlinkDeployment>(jobs[String(ofJob)], metadata.namespace);
            return FlinkStateSnapshot.fromSpec(child, { ...common, ...snapshot, ...(job && { job }) }, below);
        });
        const all = [this.deployments, this.sessionJobs, this.snapshots].flatMap((made) => Object.values<Ready>(made));
        ReadinessGate.of(this).follow(Promise.all(all.map((each) => ReadinessGate.of(each).opened)));
        this.registerOutputs({});
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

type Ready = FlinkDeployment | FlinkSessionJob | FlinkStateSnapshot;

/** A resource of the same file, if it is in the namespace. */
function inNamespace<Of extends { readonly namespace: string }>(made: Of | undefined, namespace: string) {
    return made?.namespace === namespace ? made : undefined;
}

/** The documents of a file with a program's changes. */
class ManifestResources {
    private readonly documents: readonly ManifestDocument[];

    constructor(
        private readonly name: string,
        documents: readonly ManifestDocument[],
        private readonly args: FlinkManifestArgs,
    ) {
        const { image, flinkVersion } = args;
        const changes = { ...(image && { image }), ...(flinkVersion && { flinkVersion }) };
        this.documents = documents.map((one) =>
            one.kind === "FlinkDeployment" ? { ...one, spec: { ...one.spec, ...changes } } : one,
        );
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
        const { platform, readiness, deleteTimeoutSeconds } = this.args;
        const { operator } = platform;
        const common = { readiness, deleteTimeoutSeconds };
        const findings = this.documents.flatMap(({ kind, metadata, spec }) => {
            const child = `${this.name}-${metadata.name}`;
            switch (kind) {
                case "FlinkDeployment": {
                    const args = { ...common, platform, metadata, spec: spec as unknown as FlinkDeploymentSpec };
                    return checkFlinkDeploymentArgs(child, args).findings;
                }
                case "FlinkSessionJob": {
                    const job = spec as unknown as FlinkSessionJobSpec;
                    const cluster = this.cluster(job.deploymentName, metadata.namespace);
                    return checkSessionJobSpec(child, { ...common, metadata, spec: job }, operator, cluster).findings;
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
