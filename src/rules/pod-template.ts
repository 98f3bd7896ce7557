import type * as k8s from "@pulumi/kubernetes";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { switchOf } from "./flink-options";
import { isSet, known } from "./inputs";
import { unless } from "../checks/values";

type PodTemplate = FlinkDeploymentSpec["podTemplate"];
type Named = { readonly name?: unknown };

const processes = ["jobManager", "taskManager"] as const;
const policies = ["Always", "IfNotPresent", "Never"];
const lists = ["containers", "initContainers", "volumes"] as const;

/** The pull policy is one that Kubernetes has: with another one the operator cannot make the pods. A lint. */
export function pullPolicyProblems({ imagePullPolicy }: FlinkDeploymentSpec): Problem[] {
    return unless(
        !isSet(imagePullPolicy) || policies.includes(imagePullPolicy),
        "spec.imagePullPolicy",
        `must be ${policies.join(" or ")}, got "${imagePullPolicy}"`,
    );
}

/** With `ephemeralStorage` the operator looks for its container by name, and breaks at one without a name. A lint. */
export function containerNameProblems(spec: FlinkDeploymentSpec): Problem[] {
    const asked = processes.filter((process) => isSet(spec[process]?.resource?.ephemeralStorage));
    const own = asked.map((process) => `${process}.podTemplate` as const);
    const places = asked.length === 0 ? [] : (["podTemplate", ...own] as const);
    return places.flatMap((place) =>
        namedItems(templateAt(spec, place), "containers").flatMap((container, index) =>
            unless(
                isSet(container?.name),
                `spec.${place}.spec.containers[${index}].name`,
                `is required where ephemeralStorage is set; Flink's own container is "flink-main-container"`,
            ),
        ),
    );
}

/** Lists of two layers of templates are merged by position, so that an item may land on one of another name. A warning. */
export function mergedByPositionProblems(spec: FlinkDeploymentSpec, configuration: EffectiveConfiguration): Problem[] {
    const key = "kubernetes.operator.pod-template.merge-arrays-by-name";
    if (switchOf(configuration, [key], false).value !== false) {
        return [];
    }
    return processes.flatMap((process) =>
        lists.flatMap((list) => {
            const base = namedItems(spec.podTemplate, list);
            const over = namedItems(spec[process]?.podTemplate, list);
            const clash = over.findIndex((item, index) => base[index] !== undefined && isOther(base[index], item));
            return unless(
                clash < 0,
                `spec.${process}.podTemplate.spec.${list}[${clash}]`,
                `is merged into spec.podTemplate.spec.${list}[${clash}], which has another name, for lists ` +
                    `are merged by position; set "${key}" to "true"`,
            );
        }),
    );
}

function isOther(base: Named, over: Named): boolean {
    return typeof base.name === "string" && typeof over.name === "string" && base.name !== over.name;
}

function templateAt(
    spec: FlinkDeploymentSpec,
    place: "podTemplate" | `${(typeof processes)[number]}.podTemplate`,
): PodTemplate {
    return place === "podTemplate"
        ? spec.podTemplate
        : spec[place.split(".")[0] as "jobManager" | "taskManager"]?.podTemplate;
}

/** Items of a list of a template as far as they are known. */
function namedItems(template: PodTemplate, list: (typeof lists)[number]): Named[] {
    const spec = known(known<k8s.types.input.core.v1.PodTemplateSpec>(template)?.spec);
    const items: unknown = known<unknown>(spec?.[list]);
    return Array.isArray(items) && items.every((item) => isSet(known(item))) ? (items as Named[]) : [];
}
