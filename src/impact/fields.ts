import type { KubernetesDeploymentMode } from "../flink/types/deployment";
import type { OperatorRelease } from "../flink/versions";

/** The operator's acts when a field changes, the weakest first: of several changes the strongest decides. */
export const effects = ["none", "scale", "restart", "redeploy"] as const;

/** Effect of a field's change. */
export type Effect = (typeof effects)[number];

/** A field of the spec, or all options with a prefix, with the effect of its change. */
export interface EffectRow {
    /** Path of the field, or the beginning of an option's key. */
    readonly of: string;
    readonly effect: Effect;
    /** The only mode in which it has this effect; in the other one it restarts the job. @default both */
    readonly mode?: KubernetesDeploymentMode;
    /** The first release in which it has none when it is taken away. @default none: that counts as a change */
    readonly ignoresRemovalSince?: OperatorRelease;
}

/**
 * Fields whose change has another effect than a restart, which is that of all others.
 * Source: the annotations `@SpecDiff` in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator-api/src/main/java/org/apache/flink/kubernetes/operator/api/spec
 * (`JobSpec`, `TaskManagerSpec`, `AbstractFlinkSpec`), which are the same from 1.7.0 on but for what
 * https://github.com/apache/flink-kubernetes-operator/pull/724 (1.8.0) changed.
 */
export const fieldEffects: readonly EffectRow[] = [
    { of: "spec.job.upgradeMode", effect: "none" },
    { of: "spec.job.allowNonRestoredState", effect: "none" },
    { of: "spec.job.initialSavepointPath", effect: "none" },
    { of: "spec.job.savepointTriggerNonce", effect: "none" },
    { of: "spec.job.checkpointTriggerNonce", effect: "none" },
    { of: "spec.job.autoscalerResetNonce", effect: "none" },
    { of: "spec.job.parallelism", effect: "scale", mode: "standalone" },
    { of: "spec.taskManager.replicas", effect: "scale", mode: "standalone" },
    { of: "spec.restartNonce", effect: "restart", ignoresRemovalSince: "1.8.0" },
    { of: "spec.job.savepointRedeployNonce", effect: "redeploy", ignoresRemovalSince: "1.8.0" },
];

/** The same for options, by the beginning of their keys. Source: `AbstractFlinkSpec`. */
export const optionEffects: readonly EffectRow[] = [
    { of: "job.autoscaler", effect: "none" },
    { of: "parallelism.default", effect: "none" },
    { of: "kubernetes.operator", effect: "none" },
    { of: "pipeline.jobvertex-parallelism-overrides", effect: "scale", mode: "native" },
];
