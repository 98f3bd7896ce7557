import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import { compareVersions, type OperatorRelease } from "../flink/versions";

/** Context of a rule, in addition to the spec that it judges. */
export interface RuleContext {
    /** Number of the operator's release. */
    readonly operatorRelease: string;
    /** Flink versions that it runs, as `major.minor`. */
    readonly flinkVersions: readonly string[];
    /** The operator's whole configuration file as flat keys. */
    readonly operatorConfiguration: Readonly<Record<string, string>>;
    /** Namespace of the resource; its defaults in the operator's configuration count. */
    readonly namespace: string;
    /** The operator has the right to list the cluster's nodes, or it is not known whether it has. @default true */
    readonly mayReadNodes?: boolean;
    /** Additions of a platform to the resource, beside its user's own parts. @default none */
    readonly platform?: PlatformParts;
}

/** Parts of a resource that a platform adds by itself. */
export interface PlatformParts {
    /** Keys of Flink options. */
    readonly options: readonly string[];
    /** Names of volumes of every pod. */
    readonly volumes: readonly string[];
    /** It lays the user's pod templates upon each other by itself, by name, so that the operator has none to merge. */
    readonly mergesTemplates: boolean;
}

/** Context of a session job's rules. */
export interface SessionJobContext extends RuleContext {
    /** The FlinkDeployment that `deploymentName` names, if the same program declares it. */
    readonly sessionCluster?: FlinkDeploymentSpec;
}

/** Context of a snapshot's rules. */
export interface StateSnapshotContext extends RuleContext {
    /** The FlinkDeployment that `jobReference` names, or that of the session job it names, if the same program declares it. */
    readonly deployment?: FlinkDeploymentSpec;
}

/** The problem of a kind that an older operator does not serve. */
export function kindProblems(context: RuleContext, oldest: OperatorRelease): Problem[] {
    return unless(
        operatorReaches(context, oldest),
        "",
        `needs operator ${oldest} or newer, got ${context.operatorRelease}`,
    );
}

/** Whether the operator is of this release or newer. */
export function operatorReaches({ operatorRelease }: RuleContext, release: OperatorRelease): boolean {
    return compareVersions(operatorRelease, release) >= 0;
}
