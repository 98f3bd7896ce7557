import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { shown } from "../../checks/values";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { otherPlatformProblems, type DeclaredCluster } from "../deployment/declared-cluster";
import { registerResource } from "../deployment/resource";
import type { SeenJob } from "../deployment/seen-job";
import type { DeclaredJob, FlinkStateSnapshotArgs, FlinkStateSnapshotSpecArgs } from "./args";
import { checkFlinkStateSnapshot, checkSnapshotSpec } from "./checks";
import { snapshotInputs } from "./inputs";
import type { SnapshotJob, SnapshotSettings } from "./settings";

/** A snapshot whose arguments were checked already. */
export interface ApprovedSnapshot {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SnapshotSettings>;
    /** The component of its job; undefined for a job that something else makes. */
    readonly job: pulumi.Resource | undefined;
}

/**
 * A snapshot of a job's state, taken once when it is made: `pulumi up` ends when it is there. Its data stays when it is
 * deleted, unless `disposeOnDelete` is set. Another name takes another one; any other change takes it anew.
 *
 * @example
 * const savepoint = new FlinkStateSnapshot("before-migration", { platform, job: orders });
 * export const path = savepoint.path;
 */
export class FlinkStateSnapshot extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly resource: k8s.apiextensions.CustomResource;
    /** The snapshot's name, once it is taken; rejected if it cannot be. */
    readonly ready: pulumi.Output<string>;
    /** The snapshot's name in Kubernetes. */
    readonly snapshotName: string;
    readonly namespace: string;
    private readonly seen: SeenJob;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkStateSnapshotArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSnapshot, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkStateSnapshotArgs | ApprovedSnapshot,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { platform, approved, job } = args !== undefined && "approved" in args ? args : approve(name, args);
        const { settings, hints } = approved;
        super(
            "flink-platform:index:FlinkStateSnapshot",
            name,
            snapshotInputs(settings),
            optionsInCluster("FlinkStateSnapshot", name, opts, platform.cluster.provider),
        );
        showHints(hints, this);
        const { declared, declaredOn } = (job ?? {}) as Declared;
        const provider = declared?.provider ?? declaredOn?.provider;
        rejectFindings(findingsOf("FlinkStateSnapshot", name, otherPlatformProblems({ provider }, platform, "job")));
        this.snapshotName = settings.name;
        this.namespace = settings.namespace;
        const { resource, ready, seen } = registerResource(
            {
                ...settings,
                kind: "FlinkStateSnapshot",
                wanted: { kind: "takenSnapshot" },
                dependsOn: job === undefined ? [] : [job],
                // The operator takes a snapshot once, and looks at no change of it.
                options: { replaceOnChanges: ["spec"] },
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
        this.registerOutputs({ snapshotName: this.snapshotName, namespace: this.namespace });
    }

    /**
     * Makes a snapshot from the operator's own spec.
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    static fromSpec(
        name: string,
        args: FlinkStateSnapshotSpecArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkStateSnapshot {
        requireArguments("FlinkStateSnapshot", name, args, ["platform", "metadata", "spec"]);
        const { platform, job, ...snapshot } = args;
        const approved = approvedOf(checkSnapshotSpec(name, snapshot, jobOf(name, job), platform.operator));
        return new FlinkStateSnapshot(name, { platform, approved, job }, opts);
    }

    /** Path of the savepoint or checkpoint, which `initialSavepointPath` takes; undefined before it is known. */
    get path(): pulumi.Output<string | undefined> {
        return this.seen.snapshotPath;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** @throws pulumi.RunError with everything that is wrong with the arguments. */
function approve(name: string, args: FlinkStateSnapshotArgs): ApprovedSnapshot {
    requireArguments("FlinkStateSnapshot", name, args, ["platform"]);
    const { platform, job, ...snapshot } = args;
    const approved = approvedOf(checkFlinkStateSnapshot(name, snapshot, jobOf(name, job), platform.operator));
    return { platform, approved, job };
}

/** What the package keeps of the jobs that it makes. */
interface Declared {
    /** A cluster, with its job. */
    readonly declared?: DeclaredCluster;
    /** The cluster of a session job. */
    readonly declaredOn?: {
        readonly jobName: string;
        readonly namespace: string;
        readonly spec: DeclaredCluster["spec"];
        readonly provider: pulumi.ProviderResource;
    };
}

/** @throws pulumi.RunError for what is no job. */
function jobOf(name: string, job: DeclaredJob | undefined): SnapshotJob | undefined {
    const { declared, declaredOn } = (job ?? {}) as Declared;
    if (declared !== undefined) {
        const reference = { kind: "FlinkDeployment", name: declared.name } as const;
        return { reference, namespace: declared.namespace, deployment: declared.spec };
    }
    if (declaredOn !== undefined) {
        const reference = { kind: "FlinkSessionJob", name: declaredOn.jobName } as const;
        return { reference, namespace: declaredOn.namespace, deployment: declaredOn.spec };
    }
    if (job !== undefined) {
        const problem = `must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got ${shown(job)}`;
        rejectFindings(findingsOf("FlinkStateSnapshot", name, [{ path: "job", problem }]));
    }
    return undefined;
}
