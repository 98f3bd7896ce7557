import type * as k8s from "@pulumi/kubernetes";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { isSet, known } from "./inputs";
import { unless } from "../checks/values";

type PodTemplate = FlinkDeploymentSpec["podTemplate"];
type Named = { readonly name?: unknown };

const processes = ["jobManager", "taskManager"] as const;
const policies = ["Always", "IfNotPresent", "Never"];

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
        containersOf(templateAt(spec, place)).flatMap((container, index) =>
            unless(
                isSet(container?.name),
                `spec.${place}.spec.containers[${index}].name`,
                `is required where ephemeralStorage is set; Flink's own container is "flink-main-container"`,
            ),
        ),
    );
}

function templateAt(
    spec: FlinkDeploymentSpec,
    place: "podTemplate" | `${(typeof processes)[number]}.podTemplate`,
): PodTemplate {
    return place === "podTemplate"
        ? spec.podTemplate
        : spec[place.split(".")[0] as "jobManager" | "taskManager"]?.podTemplate;
}

/** Containers of a template as far as they are known. */
function containersOf(template: PodTemplate): Named[] {
    const spec = known(known<k8s.types.input.core.v1.PodTemplateSpec>(template)?.spec);
    const items: unknown = known<unknown>(spec?.containers);
    return Array.isArray(items) && items.every((item) => isSet(known(item))) ? (items as Named[]) : [];
}
