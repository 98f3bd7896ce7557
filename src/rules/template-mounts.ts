import type { Problem } from "../checks/findings";
import { repeatedProblems, shown, unless } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { flinkMounts, type FlinkMount } from "./flink-mounts";
import { isSet } from "./inputs";
import { mountPathOf, mountPathsOf, withoutSlash } from "./mount-paths";
import {
    areAwaited,
    containersOf,
    fieldsOf,
    itemsOf,
    mainContainer,
    nameOf,
    processLayers,
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
    const pods = podsOf(spec, mounts, context);
    return templateLayers(spec).flatMap((layer) => {
        const met = mounts.filter(({ ofJobManagers }) => !ofJobManagers || layer.process !== "taskManager");
        return [
            ...volumeNameProblems(layer, met),
            ...[...containersOf(layer, "containers"), ...containersOf(layer, "initContainers")].flatMap((place) => [
                ...(nameOf(place.container) === mainContainer ? flinkPathProblems(place, met) : []),
                ...repeatedPathProblems(place),
                ...missingVolumeProblems(
                    place,
                    pods.filter(({ own }) => [undefined, own.process].includes(layer.process)),
                ),
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
    return mountPathsOf(container).flatMap((mountPath, index) => {
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
    const paths = mountPathsOf(container).map((mountPath) => mountPath ?? Symbol());
    return repeatedProblems(`${path}.volumeMounts`, paths).map(({ path: item, problem }) => ({
        path: `${item}.mountPath`,
        problem,
    }));
}

/** A mount needs its volume in every pod that it is in: one of the common template in those of both processes. */
function missingVolumeProblems({ path, container }: ContainerPlace, pods: readonly Pod[]): Problem[] {
    return itemsOf(container["volumeMounts"]).flatMap((item, index) => {
        const name = nameOf(item);
        const isMissing = ({ volumes, own }: Pod) =>
            volumes !== undefined && name !== undefined && !volumes.includes(name) && !isReplaced(container, item, own);
        const missing = pods.filter(isMissing).length;
        const of = missing < pods.length ? "the pods of both processes" : "the pod";
        return unless(
            missing === 0,
            `${path}.volumeMounts[${index}].name`,
            `must be a volume of ${of}, got ${shown(name)}; add it to volumes`,
        );
    });
}

/** Whether the container of the same name in a process's own template mounts something else at the same path. */
function isReplaced(container: ContainerPlace["container"], mount: unknown, own: TemplateLayer): boolean {
    const path = mountPathOf(mount);
    return [...containersOf(own, "containers"), ...containersOf(own, "initContainers")]
        .filter((other) => other.container !== container && nameOf(other.container) === nameOf(container))
        .flatMap((other) => mountPathsOf(other.container))
        .some((other) => isSet(path) && isSet(other) && withoutSlash(other) === withoutSlash(path));
}

/** The pods of a process. */
interface Pod {
    readonly own: TemplateLayer;
    /** Names of all volumes that they may have; undefined if some are not known yet. */
    readonly volumes: readonly string[] | undefined;
}

function podsOf(spec: FlinkDeploymentSpec, mounts: readonly FlinkMount[], { platform }: RuleContext): Pod[] {
    return processLayers(spec).map(({ common, own }) => {
        const names = [common, own]
            .flatMap(({ template }) => itemsOf(fieldsOf(fieldsOf(template)["spec"])["volumes"]))
            .map(nameOf);
        const isKnown = ![common, own].some((layer) => areAwaited(layer, "volumes")) && names.every(isSet);
        const others = [...mounts.map(({ volume }) => volume), ...(platform?.volumes ?? [])];
        return { own, volumes: isKnown ? [...names, ...others] : undefined };
    });
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
