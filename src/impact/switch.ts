import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import { listOf, namesOf } from "./sentences";
import { specChanges, strongestEffect } from "./spec-changes";

/** What a change of a FlinkBlueGreenDeployment's versions does, in words. */
export interface SwitchImpact {
    readonly sentence: string;
    /** The new version starts without the state of the running one. */
    readonly losesState: boolean;
}

/**
 * What the operator does when the versions of a FlinkBlueGreenDeployment change: any change that it would restart or scale a
 * FlinkDeployment for makes a second one. Source: `FlinkBlueGreenDeploymentSpecDiff` in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/reconciler/diff
 *
 * @returns undefined if nothing of the versions changes.
 */
export function switchImpact(
    before: FlinkDeploymentSpec,
    after: FlinkDeploymentSpec,
    release: string,
): SwitchImpact | undefined {
    // The operator compares in native mode, whichever it is.
    const changes = specChanges(before, after, { mode: "native", release });
    if (changes.length === 0) {
        return undefined;
    }
    const effect = strongestEffect(changes);
    const causes = changes.filter((change) => change.effect === effect);
    const inWords = (path: string) => path.replace(/^spec\b/, "spec.template.spec");
    const named = namesOf(causes, inWords);
    const list = listOf(named);
    if (effect === "none") {
        return { sentence: `the running version stays; only the operator takes note of ${list}`, losesState: false };
    }
    const because = `because ${list} ${named.length > 1 ? "change" : "changes"}`;
    const losesState = after.job?.upgradeMode === "stateless";
    const start = losesState
        ? `a second version starts beside the running one without its state, ${because} and ${inWords("spec.job.upgradeMode")} is stateless`
        : `a second version starts beside the running one, from a savepoint that the running one takes, ${because}`;
    const until = "both run, with twice the capacity, until the second does; then the first is removed";
    return { sentence: `${start}; ${until}`, losesState };
}
