import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { shown } from "../../checks/values";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { otherPlatformProblems, type DeclaredCluster } from "../deployment/declared-cluster";
import { requirePlatform } from "../deployment/platform-argument";
import { checkedRestored } from "../deployment/restore-from";
import type { FlinkSessionJobArgs, FlinkSessionJobSpecArgs } from "./args";
import { checkFlinkSessionJob, checkSessionJobSpec } from "./checks";
import { argumentOfField } from "./impact";
import type { JobsCluster, SessionJobSettings } from "./settings";

/** A session job whose arguments were checked already. */
export interface ApprovedSessionJob {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SessionJobSettings>;
    /** The component of its cluster; undefined for a cluster that something else makes. */
    readonly cluster: pulumi.Resource | undefined;
}

/** A session job that is given by the operator's own spec. */
export interface SessionJobBySpec {
    readonly bySpec: FlinkSessionJobSpecArgs;
}

/** A session job whose arguments and options are right. */
export interface ApprovedJob extends Approved<SessionJobSettings> {
    /** Names of fields as the component's user knows them. */
    readonly inWords: (path: string) => string;
    readonly platform: PlatformHandle;
    readonly cluster: pulumi.Resource | undefined;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** The package's own record of a cluster that it makes; undefined for anything else. */
export function declaredBy(cluster: unknown): DeclaredCluster | undefined {
    return ((cluster ?? {}) as { readonly declared?: DeclaredCluster }).declared;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveSessionJob(
    name: string,
    args: FlinkSessionJobArgs | ApprovedSessionJob | SessionJobBySpec,
    opts: pulumi.ComponentResourceOptions,
): ApprovedJob {
    const { platform, approved, cluster } = approvedArguments(name, args);
    const inCluster = optionsInCluster("FlinkSessionJob", name, opts, platform.cluster.provider);
    const declared = declaredBy(cluster);
    const elsewhere = declared ? otherPlatformProblems(declared, platform, "sessionCluster") : [];
    rejectFindings(findingsOf("FlinkSessionJob", name, elsewhere));
    const renamed = approved.settings.name === name ? renameWarnings(name, opts.aliases) : [];
    const hints = [...approved.hints, ...findingsOf("FlinkSessionJob", name, renamed)];
    const inWords = args !== undefined && "bySpec" in args ? (path: string) => path : argumentOfField;
    return { ...approved, hints, platform, cluster, inWords, opts: inCluster };
}

function approvedArguments(
    name: string,
    args: FlinkSessionJobArgs | ApprovedSessionJob | SessionJobBySpec | undefined,
): ApprovedSessionJob {
    if (args !== undefined && "approved" in args) {
        return args;
    }
    return args !== undefined && "bySpec" in args ? approveSpec(name, args.bySpec) : approve(name, args);
}

function approve(name: string, args: FlinkSessionJobArgs | undefined): ApprovedSessionJob {
    requireArguments("FlinkSessionJob", name, args, ["platform", "sessionCluster"]);
    const { platform, sessionCluster, restoreFrom, ...job } = args as FlinkSessionJobArgs;
    requirePlatform("FlinkSessionJob", name, platform);
    const cluster = typeof sessionCluster === "string" ? undefined : sessionCluster;
    const on = clusterOf(name, sessionCluster);
    const called = { component: "FlinkSessionJob", name };
    const check = (all: typeof job) => checkFlinkSessionJob(name, all, on, platform.operator);
    const approved = approvedOf(checkedRestored(called, restoreFrom, job, check));
    return { platform, approved, cluster };
}

function approveSpec(name: string, args: FlinkSessionJobSpecArgs): ApprovedSessionJob {
    requireArguments("FlinkSessionJob", name, args, ["platform", "metadata", "spec"]);
    const { platform, sessionCluster: cluster, ...job } = args;
    requirePlatform("FlinkSessionJob", name, platform);
    const approved = approvedOf(checkSessionJobSpec(name, job, platform.operator, declaredBy(cluster)));
    return { platform, approved, cluster };
}

/** @throws pulumi.RunError for what is no cluster. */
function clusterOf(name: string, cluster: FlinkSessionJobArgs["sessionCluster"]): JobsCluster {
    if (typeof cluster === "string") {
        return { name: cluster, declared: undefined };
    }
    const declared = declaredBy(cluster);
    if (declared === undefined) {
        const problem = `must be a FlinkSessionCluster, a FlinkDeployment or a name, got ${shown(cluster)}`;
        rejectFindings(findingsOf("FlinkSessionJob", name, [{ path: "sessionCluster", problem }]));
    }
    return { name: declared?.name ?? "", declared };
}
