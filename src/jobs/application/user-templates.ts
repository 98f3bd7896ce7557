import type * as k8s from "@pulumi/kubernetes";
import { mountPathsOf } from "../../rules/mount-paths";
import { containersOf, mainContainer, nameOf, type TemplateLayer } from "../../rules/template-layers";

export type PodTemplate = k8s.types.input.core.v1.PodTemplateSpec;

/** The kinds of Flink's processes, each of which has pods of its own. */
export const processes = ["jobManager", "taskManager"] as const;

/** A kind of Flink's processes. */
export type Process = (typeof processes)[number];

/** Pod templates that a user gives. */
export interface UserTemplates {
    /** The one of all pods. */
    readonly podTemplate: PodTemplate | undefined;
    /** Those of one process, which are laid over the one of all pods. */
    readonly processTemplates: Readonly<Record<Process, PodTemplate | undefined>>;
}

/** A user's templates by the arguments that they are in. */
export function userLayers({ podTemplate, processTemplates }: UserTemplates): TemplateLayer[] {
    return [
        { path: "podTemplate", process: undefined, template: podTemplate },
        ...processes.map((process) => ({
            path: `${process}.podTemplate`,
            process,
            template: processTemplates[process],
        })),
    ];
}

/** A mount of Flink's own container, and its place in the arguments. */
export interface UserMount {
    readonly path: string;
    readonly mountPath: string;
}

/** Mounts of Flink's own container that a user gives, as far as they are known. */
export function userMounts(templates: UserTemplates): UserMount[] {
    return userLayers(templates)
        .flatMap((layer) => containersOf(layer, "containers"))
        .filter(({ container }) => nameOf(container) === mainContainer)
        .flatMap(({ path, container }) =>
            mountPathsOf(container).flatMap((mountPath, index) =>
                mountPath === undefined ? [] : [{ path: `${path}.volumeMounts[${index}]`, mountPath }],
            ),
        );
}

/** Whether a process has a template of its own. */
export function hasProcessTemplate({ processTemplates }: Pick<UserTemplates, "processTemplates">): boolean {
    return processes.some((process) => processTemplates[process] !== undefined);
}

// "podTemplate.spec" and "taskManager.podTemplate" yes; "taskManager.memoryMiB" no
const inTemplate = /^(?:(?:jobManager|taskManager)\.)?podTemplate\b/;

/** Whether an argument is a pod template or a part of one. */
export function isInTemplate(path: string): boolean {
    return inTemplate.test(path);
}
