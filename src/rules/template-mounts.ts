import type { Problem } from "../checks/findings";
import { repeatedProblems, shown, unless } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { flinkMounts, type FlinkMount } from "./flink-mounts";
import { isSet, known } from "./inputs";
import {
    containersOf,
    fieldsOf,
    itemsOf,
    mainContainer,
    nameOf,
    templateLayers,
    type ContainerPlace,
    type TemplateLayer,
} from "./template-layers";

/**
 * What Kubernetes would refuse once Flink has added its own volumes, mounts and ports: two of one path or name, and a mount
 * of no volume. A lint.
 */
export function templateMountProblems(
    spec: FlinkDeploymentSpec,
    configuration: EffectiveConfiguration,
    context: RuleContext,
): Problem[] {
    const mounts = flinkMounts(configuration, context);
    const hasPorts = configuration.get("kubernetes.hostnetwork.enabled")?.text?.toLowerCase() !== "true";
    const volumes = volumesOf(spec, mounts, context);
    return templateLayers(spec).flatMap((layer) => {
        const met = mounts.filter(({ ofJobManagers }) => !ofJobManagers || layer.process !== "taskManager");
        return [
            ...volumeNameProblems(layer, met),
            ...[...containersOf(layer, "containers"), ...containersOf(layer, "initContainers")].flatMap((place) => [
                ...(nameOf(place.container) === mainContainer ? flinkPathProblems(place, met) : []),
                ...repeatedPathProblems(place),
                ...missingVolumeProblems(place, volumes),
            ]),
            ...(hasPorts ? portProblems(layer) : []),
        ];
    });
}

function volumeNameProblems({ path, template }: TemplateLayer, mounts: readonly FlinkMount[]): Problem[] {
    return itemsOf(fieldsOf(fieldsOf(template)["spec"])["volumes"]).flatMap((item, index) => {
        const name = nameOf(item);
        return unless(
            !mounts.some(({ volume }) => volume === name),
            `${path}.spec.volumes[${index}].name`,
            `cannot be ${shown(name)}, which is Flink's own; give it another name`,
        );
    });
}

function flinkPathProblems({ path, container }: ContainerPlace, mounts: readonly FlinkMount[]): Problem[] {
    return pathsOf(container).flatMap((mountPath, index) => {
        const met = mounts.find((mount) => isSet(mountPath) && withoutSlash(mount.path) === withoutSlash(mountPath));
        return met === undefined
            ? []
            : [
                  {
                      path: `${path}.volumeMounts[${index}].mountPath`,
                      problem: `cannot be "${mountPath}", where Flink mounts ${met.holds}; ${met.remedy}`,
                  },
              ];
    });
}

function repeatedPathProblems({ path, container }: ContainerPlace): Problem[] {
    // Those that are not known yet differ from all others.
    const paths = pathsOf(container).map((mountPath) => mountPath ?? Symbol());
    return repeatedProblems(`${path}.volumeMounts`, paths).map(({ path: item, problem }) => ({
        path: `${item}.mountPath`,
        problem,
    }));
}

function missingVolumeProblems({ path, container }: ContainerPlace, volumes: readonly string[] | undefined): Problem[] {
    return itemsOf(container["volumeMounts"]).flatMap((item, index) => {
        const name = nameOf(item);
        return unless(
            volumes === undefined || name === undefined || volumes.includes(name),
            `${path}.volumeMounts[${index}].name`,
            `must be a volume of the pod, got ${shown(name)}; add it to volumes`,
        );
    });
}

/** Names of every volume that a pod may have; undefined if some are not known yet. */
function volumesOf(
    spec: FlinkDeploymentSpec,
    mounts: readonly FlinkMount[],
    { platform }: RuleContext,
): readonly string[] | undefined {
    const given = [spec.podTemplate, spec.jobManager?.podTemplate, spec.taskManager?.podTemplate].map((template) => {
        const podSpec = isLate(template) ? undefined : fieldsOf(template)["spec"];
        return isLate(podSpec) ? undefined : fieldsOf(podSpec)["volumes"];
    });
    const items = given.flatMap(itemsOf);
    const areLate = [spec.podTemplate, spec.jobManager?.podTemplate, spec.taskManager?.podTemplate, ...given, ...items];
    const names = items.map(nameOf);
    return areLate.some(isLate) || !names.every(isSet)
        ? undefined
        : [...names, ...mounts.map(({ volume }) => volume), ...(platform?.volumes ?? [])];
}

function isLate(value: unknown): boolean {
    return isSet(value) && known(value) === undefined;
}

// Source: `InitJobManagerDecorator` and `InitTaskManagerDecorator` among Flink's decorators.
const flinkPorts = {
    jobManager: ["rest", "jobmanager-rpc", "blobserver"],
    taskManager: ["taskmanager-rpc"],
} as const;

function portProblems(layer: TemplateLayer): Problem[] {
    const reserved: readonly string[] =
        layer.process === undefined ? Object.values(flinkPorts).flat() : flinkPorts[layer.process];
    return containersOf(layer, "containers")
        .filter(({ container }) => nameOf(container) === mainContainer)
        .flatMap(({ path, container }) =>
            itemsOf(container["ports"]).flatMap((port, index) => {
                const name = nameOf(port);
                return unless(
                    name === undefined || !reserved.includes(name),
                    `${path}.ports[${index}].name`,
                    `cannot be ${shown(name)}, which is Flink's own; give it another name`,
                );
            }),
        );
}

function pathsOf(container: ContainerPlace["container"]): (string | undefined)[] {
    return itemsOf(container["volumeMounts"]).map((item) => {
        const path = known<unknown>(fieldsOf(item)["mountPath"]);
        return typeof path === "string" ? path : undefined;
    });
}

function withoutSlash(path: string): string {
    return path.replace(/(.)\/+$/, "$1"); // "/opt/flink/conf/" → "/opt/flink/conf"; "/" stays
}
