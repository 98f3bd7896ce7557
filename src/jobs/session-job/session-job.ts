import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints, type Approved, type Problem } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { shown } from "../../checks/values";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { known } from "../../rules/inputs";
import { otherPlatformProblems, type DeclaredCluster } from "../deployment/declared-cluster";
import { registerResource } from "../deployment/resource";
import type { SeenJob } from "../deployment/seen-job";
import { specForRelease } from "../deployment/spec-for-release";
import { wantedOfJob } from "../deployment/wanted";
import type { FlinkSessionJobArgs, FlinkSessionJobSpecArgs } from "./args";
import { checkFlinkSessionJob, checkSessionJobSpec } from "./checks";
import { sessionJobInputs } from "./inputs";
import type { JobsCluster, SessionJobSettings } from "./settings";

/** A session job whose arguments were checked already. */
export interface ApprovedSessionJob {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SessionJobSettings>;
    /** The component of its cluster; undefined for a cluster that something else makes. */
    readonly cluster: pulumi.Resource | undefined;
}

const goesFirst: Problem = {
    path: "opts.retainOnDelete",
    problem: "needs the same option at the session cluster, whose deletion would wait for this job",
};

/** A session job with the spec of its cluster, if the program declares that. */
interface JobOnCluster {
    readonly jobName: string;
    readonly namespace: string;
    readonly spec: DeclaredCluster["spec"];
    readonly provider: pulumi.ProviderResource;
}

/**
 * A job on a session cluster. `pulumi up` is green only if it is in the state asked for. It is made after its cluster is up
 * and deleted before it.
 *
 * @example
 * const cluster = new FlinkSessionCluster("shared", { platform, namespace: "orders" });
 * new FlinkSessionJob("orders", {
 *     platform,
 *     sessionCluster: cluster,
 *     jar: "https://example.com/orders.jar",
 *     parallelism: 2,
 * });
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

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkSessionJobArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSessionJob, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkSessionJobArgs | ApprovedSessionJob,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { platform, approved, cluster } = args !== undefined && "approved" in args ? args : approve(name, args);
        const { settings, hints } = approved;
        super(
            "flink-platform:index:FlinkSessionJob",
            name,
            sessionJobInputs(settings),
            optionsInCluster("FlinkSessionJob", name, opts, platform.cluster.provider),
        );
        const renamed = settings.name === name ? renameWarnings(name, opts.aliases) : [];
        showHints([...hints, ...findingsOf("FlinkSessionJob", name, renamed)], this);
        this.jobName = settings.name;
        this.namespace = settings.namespace;
        const { declared } = (cluster ?? {}) as { readonly declared?: DeclaredCluster };
        const { provider } = platform.cluster;
        this.declaredOn = { jobName: settings.name, namespace: settings.namespace, spec: declared?.spec, provider };
        rejectFindings(
            findingsOf("FlinkSessionJob", name, [
                ...(declared ? otherPlatformProblems(declared, platform, "sessionCluster") : []),
                ...(cluster && isRetained(this) && !isRetained(cluster) ? [goesFirst] : []),
            ]),
        );
        const { spec, readiness } = settings;
        const { job, flinkConfiguration } = spec;
        const sessionCluster = known(spec.deploymentName) ?? "";
        const { resource, ready, seen } = registerResource(
            {
                ...settings,
                kind: "FlinkSessionJob",
                spec: specForRelease(spec, platform.operator.release),
                wanted: wantedOfJob({ job, flinkConfiguration, readiness, sessionCluster }, platform.operator),
                dependsOn: cluster === undefined ? [] : [cluster],
            },
            {
                component: this,
                name,
                platform,
                jobNamespace: platform.jobNamespace(settings.namespace, { retained: isRetained(this) }),
            },
        );
        this.resource = resource;
        this.ready = ready;
        this.seen = seen;
        this.registerOutputs({ jobName: this.jobName, namespace: this.namespace });
    }

    /**
     * Makes a session job from the operator's own spec.
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    static fromSpec(
        name: string,
        args: FlinkSessionJobSpecArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkSessionJob {
        requireArguments("FlinkSessionJob", name, args, ["platform", "metadata", "spec"]);
        const { platform, sessionCluster: cluster, ...job } = args;
        const checked = checkSessionJobSpec(name, job, platform.operator, cluster?.declared);
        return new FlinkSessionJob(name, { platform, approved: approvedOf(checked), cluster }, opts);
    }

    /** Id of the job in Flink, as of the last wait for it; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.seen.jobId;
    }

    /** State of the job in Flink's words, as of the last wait for it; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.seen.jobState;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** @throws pulumi.RunError with everything that is wrong with the arguments. */
function approve(name: string, args: FlinkSessionJobArgs): ApprovedSessionJob {
    requireArguments("FlinkSessionJob", name, args, ["platform", "sessionCluster"]);
    const { platform, sessionCluster, ...job } = args;
    const cluster = typeof sessionCluster === "string" ? undefined : sessionCluster;
    const approved = approvedOf(checkFlinkSessionJob(name, job, clusterOf(name, sessionCluster), platform.operator));
    return { platform, approved, cluster };
}

/** @throws pulumi.RunError for what is no cluster. */
function clusterOf(name: string, cluster: FlinkSessionJobArgs["sessionCluster"]): JobsCluster {
    if (typeof cluster === "string") {
        return { name: cluster, declared: undefined };
    }
    const { declared } = cluster as { readonly declared?: DeclaredCluster };
    if (declared === undefined) {
        const problem = `must be a FlinkSessionCluster, a FlinkDeployment or a name, got ${shown(cluster)}`;
        rejectFindings(findingsOf("FlinkSessionJob", name, [{ path: "sessionCluster", problem }]));
    }
    return { name: declared?.name ?? "", declared };
}
