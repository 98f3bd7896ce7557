import * as pulumi from "@pulumi/pulumi";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../flink/types/deployment";
import type { FlinkStateSnapshotSpec } from "../../flink/types/snapshot";
import { ReadinessGate } from "../../readiness/gate";
import { FlinkBlueGreenDeployment } from "../blue-green/blue-green";
import { FlinkDeployment } from "../deployment/deployment";
import { optionsOfRefused, unknownOutput, unlessRefused } from "../deployment/refused";
import { FlinkSessionJob } from "../session-job/session-job";
import { FlinkStateSnapshot } from "../snapshot/snapshot";
import { approveManifest } from "./approval";
import type { FlinkManifestArgs } from "./args";
import type { ManifestResources } from "./resources";

/**
 * The Flink resources of a YAML file, such as a session cluster with its jobs: each is checked, made, waited for and deleted
 * as if the program declared it, in order.
 */
export class FlinkManifest extends pulumi.ComponentResource {
    /** By name in Kubernetes. */
    readonly deployments: Readonly<Record<string, FlinkDeployment>>;
    /** By name in Kubernetes. */
    readonly blueGreenDeployments: Readonly<Record<string, FlinkBlueGreenDeployment>>;
    /** By name in Kubernetes. */
    readonly sessionJobs: Readonly<Record<string, FlinkSessionJob>>;
    /** By name in Kubernetes. */
    readonly snapshots: Readonly<Record<string, FlinkStateSnapshot>>;

    /**
     * Makes the Flink resources of a file.
     *
     * @example
     * new FlinkManifest("shop", { platform, file: "shop.yaml", namespace: "shop" });
     *
     * @throws pulumi.RunError with everything that is wrong with the file; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkManifestArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const approved = unlessRefused(() => approveManifest(name, args, opts));
        super(
            "flink-platform:index:FlinkManifest",
            name,
            approved ? { file: args.file, resources: approved.resources.names } : {},
            approved?.opts ?? optionsOfRefused((args as Partial<FlinkManifestArgs> | undefined)?.platform, opts),
        );
        const made = approved ? register(this, args, approved.resources) : refused;
        const { deployments, blueGreenDeployments, sessionJobs, snapshots } = made;
        this.deployments = deployments;
        this.blueGreenDeployments = blueGreenDeployments;
        this.sessionJobs = sessionJobs;
        this.snapshots = snapshots;
        const all = Object.values(approved ? made : {}).flatMap((ofKind) => Object.values<Ready>(ofKind));
        ReadinessGate.of(this).follow(Promise.all(all.map((each) => ReadinessGate.of(each).opened)));
        this.registerOutputs({});
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

type Ready = FlinkDeployment | FlinkBlueGreenDeployment | FlinkSessionJob | FlinkStateSnapshot;

type Made = Pick<FlinkManifest, "deployments" | "blueGreenDeployments" | "sessionJobs" | "snapshots">;

/** Stand-in for the resources of a refused file: any name, and unknown outputs below it. */
const refused: Made = {
    deployments: anyName(),
    blueGreenDeployments: anyName(),
    sessionJobs: anyName(),
    snapshots: anyName(),
};

function anyName<Of>(): Readonly<Record<string, Of>> {
    return new Proxy({}, { get: (_, name) => (typeof name === "string" ? unknownOutput() : undefined) });
}

/** Makes the resources. In a preview each may be refused by itself, and what is below it goes on. */
function register(component: FlinkManifest, args: FlinkManifestArgs, resources: ManifestResources): Made {
    const { platform, readiness, deleteTimeoutSeconds, acceptStateLoss } = args;
    const common = { platform, readiness, deleteTimeoutSeconds };
    const below = { parent: component };
    const leaveOf = (job: string) => acceptStateLoss?.[job] && { acceptStateLoss: acceptStateLoss[job] };
    const deployments = resources.made("FlinkDeployment", (child, { metadata, spec }) => {
        const deployment = { metadata, spec: spec as unknown as FlinkDeploymentSpec };
        return new FlinkDeployment(child, { ...common, ...deployment, ...leaveOf(metadata.name) }, below);
    });
    const blueGreenDeployments = resources.made("FlinkBlueGreenDeployment", (child, { metadata, spec }) => {
        const given = { metadata, spec: spec as unknown as FlinkBlueGreenDeploymentSpec };
        return new FlinkBlueGreenDeployment(child, { ...common, ...given }, below);
    });
    const sessionJobs = resources.made("FlinkSessionJob", (child, { metadata, spec }) => {
        const job = { metadata, spec: spec as unknown as FlinkSessionJobSpec };
        const sessionCluster = inNamespace(deployments[String(spec["deploymentName"])], metadata.namespace);
        const more = { ...(sessionCluster && { sessionCluster }), ...leaveOf(metadata.name) };
        return FlinkSessionJob.fromSpec(child, { ...common, ...job, ...more }, below);
    });
    const snapshots = resources.made("FlinkStateSnapshot", (child, { metadata, spec }) => {
        const snapshot = { metadata, spec: spec as FlinkStateSnapshotSpec };
        const { kind, name: ofJob } = (snapshot.spec.jobReference ?? {}) as { kind?: string; name?: string };
        const jobs = kind === "FlinkSessionJob" ? sessionJobs : deployments;
        const job = inNamespace<FlinkSessionJob | FlinkDeployment>(jobs[String(ofJob)], metadata.namespace);
        return FlinkStateSnapshot.fromSpec(child, { ...common, ...snapshot, ...(job && { job }) }, below);
    });
    return { deployments, blueGreenDeployments, sessionJobs, snapshots };
}

/** A resource of the same file, if it is in the namespace. */
function inNamespace<Of extends { readonly namespace: string }>(made: Of | undefined, namespace: string) {
    return made?.namespace === namespace ? made : undefined;
}
