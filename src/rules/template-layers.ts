import { isAwaited } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { EffectiveConfiguration } from "./effective-configuration";
import { switchOf } from "./flink-options";
import { isSet, known } from "./inputs";

/** The operator takes the container of this name for Flink's own. */
export const mainContainer = "flink-main-container";

/** Option by which the operator merges lists of named things by name. */
export const mergeByNameKey = "kubernetes.operator.pod-template.merge-arrays-by-name";

/** Fields of an object of a template. */
export type Fields = Readonly<Record<string, unknown>>;

/** A pod template of a deployment and its path, such as `spec.jobManager.podTemplate`. */
export interface TemplateLayer {
    readonly path: string;
    /** Undefined for the template of both. */
    readonly process: "jobManager" | "taskManager" | undefined;
    readonly template: unknown;
}

/** The two layers of a process's pods: the operator lays `own` over `common`. */
export interface ProcessLayers {
    readonly common: TemplateLayer;
    readonly own: TemplateLayer;
}

/** The templates of each process. Those that are not given are undefined. */
export function processLayers(spec: FlinkDeploymentSpec): ProcessLayers[] {
    const common = { path: "spec.podTemplate", process: undefined, template: spec.podTemplate as unknown };
    return (["jobManager", "taskManager"] as const).map((process) => ({
        common,
        own: { path: `spec.${process}.podTemplate`, process, template: spec[process]?.podTemplate },
    }));
}

/** Every template, the common one once. */
export function templateLayers(spec: FlinkDeploymentSpec): TemplateLayer[] {
    const processes = processLayers(spec);
    return [...processes.slice(0, 1).map(({ common }) => common), ...processes.map(({ own }) => own)];
}

/** Whether the operator merges lists of named things by name; undefined if that is not known yet. */
export function mergesByName(configuration: EffectiveConfiguration): boolean | undefined {
    return switchOf(configuration, [mergeByNameKey], false).value;
}

/** The fields of an object as far as it is known; none of anything else. */
export function fieldsOf(value: unknown): Fields {
    const object = known<unknown>(value);
    return isFields(object) ? object : {};
}

export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The items of a list as far as it is known; none of anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
    const list = known<unknown>(value);
    return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

/** Whether every item of a list is known and has a name: the operator merges such lists by name. */
export function areNamed(items: readonly unknown[]): boolean {
    return items.every((item) => isSet(fieldsOf(item)["name"]));
}

/** The name of an item, if it is known. */
export function nameOf(item: unknown): string | undefined {
    const name = known<unknown>(fieldsOf(item)["name"]);
    return typeof name === "string" ? name : undefined;
}

/** Whether a list of a template's pods, or a part of it, is not known yet. */
export function areAwaited({ template }: TemplateLayer, list: "containers" | "initContainers" | "volumes"): boolean {
    const spec = fieldsOf(template)["spec"];
    const items = fieldsOf(spec)[list];
    return [template, spec, items, ...itemsOf(items)].some(isAwaited);
}

/** A container and its place in a template. */
export interface ContainerPlace {
    readonly path: string;
    readonly container: Fields;
}

/** Containers of a template, of one kind, with their paths. */
export function containersOf(
    { path, template }: TemplateLayer,
    list: "containers" | "initContainers",
): ContainerPlace[] {
    return itemsOf(fieldsOf(fieldsOf(template)["spec"])[list]).map((container, index) => ({
        path: `${path}.spec.${list}[${index}]`,
        container: fieldsOf(container),
    }));
}
