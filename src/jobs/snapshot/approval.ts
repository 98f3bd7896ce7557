import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { shown } from "../../checks/values";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { otherPlatformProblems, type DeclaredCluster } from "../deployment/declared-cluster";
import { requirePlatform } from "../deployment/platform-argument";
import { isSet } from "../../rules/inputs";
import type { JobOnCluster } from "../session-job/session-job";
import type { DeclaredJob, FlinkStateSnapshotArgs, FlinkStateSnapshotSpecArgs } from "./args";
import { checkFlinkStateSnapshot, checkSnapshotSpec } from "./checks";
import type { SnapshotJob, SnapshotSettings } from "./settings";

/** A snapshot whose arguments were checked already. */
export interface ApprovedSnapshot {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SnapshotSettings>;
    /** The component of its job; undefined for a job that something else makes. */
    readonly job: pulumi.Resource | undefined;
}

/** A snapshot that is given by the operator's own spec. */
export interface SnapshotBySpec {
    readonly bySpec: FlinkStateSnapshotSpecArgs;
}

/** A snapshot whose arguments and options are right. */
export interface ApprovedOne extends Approved<SnapshotSettings> {
    readonly platform: PlatformHandle;
    readonly job: pulumi.Resource | undefined;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveSnapshot(
    name: string,
    args: FlinkStateSnapshotArgs | ApprovedSnapshot | SnapshotBySpec,
    opts: pulumi.ComponentResourceOptions,
): ApprovedOne {
    const { platform, approved, job } = approvedArguments(name, args);
    const inCluster = optionsInCluster("FlinkStateSnapshot", name, opts, platform.cluster.provider);
    const { declared, declaredOn } = (job ?? {}) as Declared;
    const elsewhere = otherPlatformProblems(declared ?? declaredOn ?? {}, platform, "job");
    rejectFindings(findingsOf("FlinkStateSnapshot", name, elsewhere));
    return { ...approved, platform, job, opts: inCluster };
}

function approvedArguments(
    name: string,
    args: FlinkStateSnapshotArgs | ApprovedSnapshot | SnapshotBySpec | undefined,
): ApprovedSnapshot {
    if (args !== undefined && "approved" in args) {
        return args;
    }
    return args !== undefined && "bySpec" in args ? approveSpec(name, args.bySpec) : approve(name, args);
}

function approve(name: string, args: FlinkStateSnapshotArgs | undefined): ApprovedSnapshot {
    requireArguments("FlinkStateSnapshot", name, args, ["platform"]);
    const { platform, job: given, ...snapshot } = args as FlinkStateSnapshotArgs;
    const job = given ?? undefined;
    requirePlatform("FlinkStateSnapshot", name, platform);
    const approved = approvedOf(checkFlinkStateSnapshot(name, snapshot, jobOf(name, job), platform.operator));
    return { platform, approved, job };
}

function approveSpec(name: string, args: FlinkStateSnapshotSpecArgs): ApprovedSnapshot {
    requireArguments("FlinkStateSnapshot", name, args, ["platform", "metadata", "spec"]);
    const { platform, job, ...snapshot } = args;
    requirePlatform("FlinkStateSnapshot", name, platform);
    const approved = approvedOf(checkSnapshotSpec(name, snapshot, jobOf(name, job), platform.operator));
    return { platform, approved, job };
}

/** The package's own record of the jobs that it makes. */
interface Declared {
    /** A cluster, with its job. */
    readonly declared?: DeclaredCluster;
    /** The cluster of a session job. */
    readonly declaredOn?: JobOnCluster;
}

/** Namespace of a job of the program; undefined of anything else. */
export function namespaceOfJob(job: unknown): string | undefined {
    const { declared, declaredOn } = (job ?? {}) as Declared;
    return (declared ?? declaredOn)?.namespace;
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
    if (isSet(job)) {
        const problem = `must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got ${shown(job)}`;
        rejectFindings(findingsOf("FlinkStateSnapshot", name, [{ path: "job", problem }]));
    }
    return undefined;
}
