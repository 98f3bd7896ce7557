import type { Assessment } from "./look";
import type { Observation, SwitchObservation, Wanted } from "./observation";
import { oneLine } from "./status-error";

/** Judges an observation of a version. */
type AssessVersion = (wanted: Wanted, observation: Observation) => Assessment;

/**
 * The meaning of one look at a FlinkBlueGreenDeployment. Its own status stays RUNNING whatever becomes of the active version
 * later, so that this is judged as any FlinkDeployment. Source: `BlueGreenDeploymentService` in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/controller/bluegreen
 */
export function assessSwitch(
    wanted: Extract<Wanted, { kind: "activeVersion" }>,
    observation: Observation,
    assessVersion: AssessVersion,
): Assessment {
    const look = observation.ofSwitch;
    if (look === undefined) {
        return notLookedAt;
    }
    const { status, takenUp, version, exists } = look;
    const state = status.blueGreenState ?? "";
    const own = replacedSpec(look, wanted.generation) ?? givenUp(look);
    if (own !== undefined) {
        return own;
    }
    if (state === "") {
        return notLookedAt;
    }
    if (state.startsWith("SAVEPOINTING_")) {
        return { kind: "underway", progress: `${state}: a savepoint of "${version}" is taken for the switch` };
    }
    if (!takenUp && state.startsWith("ACTIVE_")) {
        return { kind: "underway", progress: `${state}: the operator has not taken up the change yet` };
    }
    const isActive = state.startsWith("ACTIVE_");
    if (!exists) {
        return isActive ? gone(version) : { kind: "underway", progress: `${state}: "${version}" is not made yet` };
    }
    const ofVersion = inVersion(version, assessVersion(wanted.version, observation));
    return ofVersion.kind === "good" && !isActive
        ? { kind: "underway", progress: `${state}: "${version}" runs, the switch has yet to end` }
        : ofVersion;
}

const notLookedAt: Assessment = { kind: "underway", progress: "the operator has not looked at it yet" };

/** Deleted, or with another spec than Pulumi's: the operator has taken a change back, or something else has made one. */
function replacedSpec(look: SwitchObservation, applied: number | undefined): Assessment | undefined {
    if (look.deleting) {
        return { kind: "final", reason: "it is being deleted", current: true };
    }
    return applied !== undefined && look.generation > applied
        ? {
              kind: "final",
              reason: `its spec is no longer what Pulumi applied (generation ${look.generation}, applied ${applied}): the operator has taken the change back, or something else has changed it; run pulumi refresh and pulumi up`,
              current: true,
          }
        : undefined;
}

/**
 * A switch that the operator could not begin, or ended after the grace period. The new version stays, suspended, and the
 * next switch would resume it from its own old state: https://issues.apache.org/jira/browse/FLINK-41404.
 */
function givenUp({ status, takenUp, other }: SwitchObservation): Assessment | undefined {
    // The state of the job is left as it was while a savepoint is taken.
    const switches = status.blueGreenState?.startsWith("SAVEPOINTING_") === true;
    if (status.jobStatus?.state !== "FAILING" || switches) {
        return undefined;
    }
    const left =
        other === undefined
            ? ""
            : `; before the next change delete what is left of it, or it goes on from its own old state: kubectl delete flinkdeployment ${other}`;
    const reason = `the operator has given the change up: ${oneLine(status.error ?? "")}${left}`;
    return { kind: "final", reason, current: takenUp };
}

function gone(version: string): Assessment {
    return {
        kind: "trouble",
        trouble: "otherError",
        reason: `"${version}", the active version, is gone, and the operator does not make it again`,
    };
}

function inVersion(version: string, assessment: Assessment): Assessment {
    switch (assessment.kind) {
        case "good":
            return assessment;
        case "underway":
            return { ...assessment, progress: `"${version}": ${assessment.progress}` };
        default:
            return { ...assessment, reason: `"${version}": ${assessment.reason}` };
    }
}
