import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, showHints, type Problem } from "../../checks/findings";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { known } from "../../rules/inputs";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { optionsOfRefused, refusedResource, unlessRefused } from "../deployment/refused";
import { registerResource, type RegisteredResource } from "../deployment/resource";
import type { PlatformHandle } from "../../contracts/platform";
import { impactHook, warnIfUnneeded } from "../deployment/impact-hook";
import { restoredStart } from "../deployment/restored-start";
import { changedSessionJob } from "./impact";
import type { SessionJobSettings } from "./settings";
import type { SeenJob } from "../deployment/seen-job";
import { specForRelease } from "../deployment/spec-for-release";
import { wantedOfJob } from "../deployment/wanted";
import {
    approveSessionJob,
    declaredBy,
    type ApprovedJob,
    type ApprovedSessionJob,
    type SessionJobBySpec,
} from "./approval";
import type { FlinkSessionJobArgs, FlinkSessionJobSpecArgs } from "./args";
import { sessionJobInputs } from "./inputs";

const goesFirst: Problem = {
    path: "opts.retainOnDelete",
    problem: "needs the same option at the session cluster, whose deletion would wait for this job",
};

/** A session job with the spec of its cluster, if the program declares that. */
export interface JobOnCluster {
    readonly jobName: string;
    readonly namespace: string;
    readonly spec: DeclaredCluster["spec"];
    readonly provider?: pulumi.ProviderResource;
}

/**
 * A job on a session cluster. `pulumi up` is green only if it is in the state asked for. It is made after its cluster is up
 * and deleted before it.
 */
export class FlinkSessionJob extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly resource: k8s.apiextensions.CustomResource;
    /** The job's name, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** The job's name in Kubernetes. */
    readonly jobName: string;
    readonly namespace: string;
    /** The cluster that the program declares for it, if it does. @internal */
    readonly declaredOn: JobOnCluster;
    private readonly seen: SeenJob;

    /**
     * Runs a job on a session cluster, which may be one of the program or another's.
     *
     * @example
     * const cluster = new FlinkSessionCluster("shared", { platform, namespace: "orders" });
     * new FlinkSessionJob("orders", {
     *     platform,
     *     sessionCluster: cluster,
     *     jar: "https://example.com/orders.jar",
     *     parallelism: 2,
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkSessionJobArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSessionJob | SessionJobBySpec, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkSessionJobArgs | ApprovedSessionJob | SessionJobBySpec,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const job = unlessRefused(() => approveSessionJob(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkSessionJob",
            name,
            job ? sessionJobInputs(job.settings) : {},
            job?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const { resource, ready, seen } =
            (job && unlessRefused(() => register(this, name, job))) ?? refusedResource(this);
        this.resource = resource;
        this.ready = ready;
        this.seen = seen;
        this.jobName = given.jobName ?? name;
        this.namespace = given.namespace ?? "";
        const { jobName, namespace } = this;
        this.declaredOn = {
            jobName,
            namespace,
            spec: declaredBy(job?.cluster)?.spec,
            provider: job?.platform.cluster.provider,
        };
        this.registerOutputs({ jobName, namespace });
    }

    /**
     * Makes a session job from the operator's own spec.
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    static fromSpec(
        name: string,
        args: FlinkSessionJobSpecArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkSessionJob {
        return new FlinkSessionJob(name, { bySpec: args }, opts);
    }

    /** Id of the job in Flink, as of the last wait for it; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.seen.jobId;
    }

    /** State of the job in Flink's words, as of the last wait for it; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.seen.jobState;
    }

    /**
     * Path of the last savepoint that the operator has taken of the job, as of the last wait for it; undefined if it knows of
     * none. Those of a `FlinkStateSnapshot` have their own `path`.
     */
    get lastSavepointPath(): pulumi.Output<string | undefined> {
        return this.seen.lastSavepointPath;
    }

    /**
     * Path of the job's last completed checkpoint, asked of its JobManager through the API server after the wait; undefined if
     * that does not answer. Only asked where the program reads it.
     */
    get lastCheckpointPath(): pulumi.Output<string | undefined> {
        return this.seen.lastCheckpointPath;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: Partial<FlinkSessionJobArgs> | ApprovedSessionJob | SessionJobBySpec | undefined) {
    if (args !== undefined && "approved" in args) {
        const { name, namespace } = args.approved.settings;
        return { platform: args.platform, jobName: name, namespace };
    }
    if (args !== undefined && "bySpec" in args) {
        const { platform, metadata } = (args.bySpec ?? {}) as Partial<FlinkSessionJobSpecArgs>;
        return { platform, jobName: metadata?.name, namespace: metadata?.namespace };
    }
    const { platform, jobName, namespace, sessionCluster } = args ?? {};
    return { platform, jobName, namespace: namespace ?? declaredBy(sessionCluster)?.namespace };
}

/** Settings of a job whose start the cluster knows, as it starts from what something else has. */
function withKnownStart(
    component: string,
    settings: SessionJobSettings,
    { cluster }: Pick<PlatformHandle, "cluster">,
): SessionJobSettings {
    const { restored, namespace, name, spec } = settings;
    if (restored === undefined) {
        return settings;
    }
    const { savepointRedeployNonce, initialSavepointPath: source } = spec.job;
    const job = {
        plural: "flinksessionjobs",
        namespace,
        name,
        savepointRedeployNonce,
        source,
        missing: restored,
    } as const;
    const initialSavepointPath = restoredStart({ component: "FlinkSessionJob", name: component }, job, cluster);
    return { ...settings, spec: { ...spec, job: { ...spec.job, initialSavepointPath } } };
}

/**
 * @returns undefined if its cluster is refused for want of a namespace.
 * @throws pulumi.RunError if it would stay without its cluster, or if its namespace cannot be what it needs.
 */
function register(component: FlinkSessionJob, name: string, job: ApprovedJob): RegisteredResource | undefined {
    const { platform, settings, hints, cluster } = job;
    if (settings.namespace === "") {
        return undefined;
    }
    showHints(hints, component);
    const isLeft = cluster !== undefined && isRetained(component) && !isRetained(cluster);
    rejectFindings(findingsOf("FlinkSessionJob", name, isLeft ? [goesFirst] : []));
    const { spec, readiness } = withKnownStart(name, settings, platform);
    const { job: jobSpec, flinkConfiguration } = spec;
    const sessionCluster = known(spec.deploymentName) ?? "";
    const jobNamespace = platform.jobNamespace(settings.namespace, { retained: isRetained(component) });
    const place = { component, name, platform, jobNamespace };
    const changed = changedSessionJob(place, settings, declaredBy(cluster), job.inWords);
    const hook = impactHook(platform.cluster, { namespace: jobNamespace.name, name: settings.name }, changed);
    const registered = registerResource(
        {
            ...settings,
            kind: "FlinkSessionJob",
            spec: specForRelease(spec, platform.operator.release),
            wanted: wantedOfJob({ job: jobSpec, flinkConfiguration, readiness, sessionCluster }, platform.operator),
            dependsOn: cluster === undefined ? [] : [cluster],
            options: hook === undefined ? {} : { hooks: { beforeUpdate: [hook] } },
        },
        place,
    );
    warnIfUnneeded(changed, registered.resource);
    return registered;
}
