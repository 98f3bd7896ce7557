import * as pulumi from "@pulumi/pulumi";
import type { FlinkOption, FlinkOptions, FlinkScalar, FlinkVersion } from "../flink/types/deployment";
import { compareVersions } from "../flink/versions";
import { operatorReaches, type RuleContext } from "./context";
import { minorOf } from "./flink-version";
import { isSet, known } from "./inputs";

/** A Flink option that is set. */
export interface SetOption {
    readonly key: string;
    /** Its text; undefined while it is unknown. */
    readonly text: string | undefined;
    /** Its path in the arguments, such as `spec.flinkConfiguration["state.savepoints.dir"]`. */
    readonly path: string;
}

/** Options by key as the operator sees them when it judges a resource. */
export type EffectiveConfiguration = ReadonlyMap<string, SetOption>;

/** Options of one resource. */
export interface OptionLayer {
    /** Their path in the arguments, such as `spec.flinkConfiguration`. */
    readonly path: string;
    readonly options: FlinkOptions | undefined;
}

const defaultsPrefix = "kubernetes.operator.default-configuration.";

/**
 * The operator's defaults, then those for the namespace, then those for the Flink version, then each resource's own
 * options; the later wins. Source: "Flink Version and Namespace Specific Defaults" in
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/operations/configuration/
 */
export function effectiveConfiguration(
    context: RuleContext,
    flinkVersion: FlinkVersion | undefined,
    layers: readonly OptionLayer[],
): EffectiveConfiguration {
    const fromOperator = operatorDefaults(context, flinkVersion).map(([key, text]): SetOption => ({
        key,
        text,
        path: `the operator's configuration["${key}"]`,
    }));
    const fromResources = layers.flatMap(({ path, options }) =>
        flatOptions(options).map(([key, value]): SetOption => {
            const scalar = known(value);
            return { key, text: isSet(scalar) ? String(scalar) : undefined, path: `${path}["${key}"]` };
        }),
    );
    return new Map([...fromOperator, ...fromResources].map((option) => [option.key, option]));
}

function operatorDefaults(context: RuleContext, flinkVersion: FlinkVersion | undefined): [string, string][] {
    const all = Object.entries(context.operatorConfiguration);
    const below = (prefix: string) =>
        all
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, text]): [string, string] => [key.slice(prefix.length), text]);
    const versionPrefixes = flinkVersion === undefined ? [] : versionDefaults(context, flinkVersion);
    return [
        ...all,
        ...below(`${defaultsPrefix}namespace.${context.namespace}.`),
        ...versionPrefixes.flatMap((prefix) => below(`${defaultsPrefix}flink-version.${prefix}.`)),
    ];
}

/** `v1_18+` and older ones with `+` (operator 1.11 and newer, FLINK-36529), oldest first, then `v1_18` itself. */
function versionDefaults(context: RuleContext, flinkVersion: FlinkVersion): string[] {
    const pattern = /^kubernetes\.operator\.default-configuration\.flink-version\.v(\d+)_(\d+)\+\./; // "….v1_19+.key" yes
    const since = Object.keys(context.operatorConfiguration)
        .map((key) => pattern.exec(key))
        .filter(isSet)
        .map(([, major, minor]) => `${major}.${minor}`)
        .filter((version) => operatorReaches(context, "1.11.0") && compareVersions(version, minorOf(flinkVersion)) <= 0)
        .sort(compareVersions);
    return [...new Set(since)].map((version) => `v${version.replace(".", "_")}+`).concat(flinkVersion);
}

/** Options as flat keys, as the operator makes them: nested keys joined with ".", lists with ";". */
export function flatOptions(
    options: FlinkOptions | undefined | null,
    prefix = "",
): [key: string, value: pulumi.Input<FlinkScalar>][] {
    return Object.entries(options ?? {}).flatMap(([name, value]): [string, pulumi.Input<FlinkScalar>][] => {
        const key = `${prefix}${name}`;
        if (!isSet(value)) {
            return [];
        }
        return isNested(value) ? flatOptions(value, `${key}.`) : [[key, isList(value) ? joined(value) : value]];
    });
}

function joined(items: readonly pulumi.Input<FlinkScalar>[]): pulumi.Input<string> {
    return items.every((item) => isSet(known(item)))
        ? items.join(";")
        : pulumi.output([...items]).apply((values) => values.join(";"));
}

function isList(value: unknown): value is readonly pulumi.Input<FlinkScalar>[] {
    return Array.isArray(value);
}

function isNested(value: FlinkOption): value is FlinkOptions {
    return typeof value === "object" && !isList(value) && isSet(known<unknown>(value));
}
