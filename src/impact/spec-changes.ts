import type { FlinkDeploymentSpec, KubernetesDeploymentMode } from "../flink/types/deployment";
import { withOperatorDefaults } from "../flink/operator-defaults";
import { compareVersions } from "../flink/versions";
import { flatOptions } from "../rules/effective-configuration";
import { differences, notKnown, type FieldChange } from "./field-change";
import { effects, fieldEffects, optionEffects, type Effect, type EffectRow } from "./fields";

/** A changed field with what the operator does for it. */
export interface SpecChange extends FieldChange {
    readonly effect: Effect;
}

/** Facts beside the field on which the effect of a change depends. */
interface Surroundings {
    /** Mode of the new spec. */
    readonly mode: KubernetesDeploymentMode;
    /** Number of the operator's release. */
    readonly release: string;
}

/** Every field in which two specs differ for the operator. */
export function specChanges(
    before: FlinkDeploymentSpec,
    after: FlinkDeploymentSpec,
    surroundings: Surroundings,
): SpecChange[] {
    const fields = differences("spec", asRead(before), asRead(after)).map((change) => ({
        ...change,
        effect: effectOf(
            change,
            fieldEffects.find(({ of }) => of === change.path),
            surroundings,
        ),
    }));
    return [...fields, ...optionChanges(before, after, surroundings)];
}

function optionChanges(
    before: FlinkDeploymentSpec,
    after: FlinkDeploymentSpec,
    surroundings: Surroundings,
): SpecChange[] {
    const [old, present] = [optionsOf(before), optionsOf(after)];
    return [...new Set([...old.keys(), ...present.keys()])].flatMap((key) =>
        differences(`spec.flinkConfiguration["${key}"]`, old.get(key), present.get(key)).map((change) => ({
            ...change,
            effect: effectOf(
                change,
                optionEffects.find(
                    ({ of, mode }) => key.startsWith(of) && (mode === undefined || mode === surroundings.mode),
                ),
                surroundings,
            ),
        })),
    );
}

function effectOf(change: FieldChange, row: EffectRow | undefined, { mode, release }: Surroundings): Effect {
    if (row === undefined || (row.mode !== undefined && row.mode !== mode)) {
        return "restart";
    }
    const { ignoresRemovalSince } = row;
    const isIgnored =
        change.after === undefined &&
        ignoresRemovalSince !== undefined &&
        compareVersions(release, ignoresRemovalSince) >= 0;
    return isIgnored ? "none" : row.effect;
}

/** Of several changes the strongest effect. */
export function strongestEffect(changes: readonly SpecChange[]): Effect {
    return effects.findLast((effect) => changes.some((change) => change.effect === effect)) ?? "none";
}

/** A spec as the operator reads it, with its defaults, and without options, which have a comparison of their own. */
function asRead({ flinkConfiguration: _, ...spec }: FlinkDeploymentSpec): object {
    return withOperatorDefaults(spec);
}

/** The operator makes text of every option. */
function optionsOf({ flinkConfiguration }: FlinkDeploymentSpec): ReadonlyMap<string, unknown> {
    return new Map(
        flatOptions(flinkConfiguration).map(([key, value]) => [key, value === notKnown ? notKnown : String(value)]),
    );
}
