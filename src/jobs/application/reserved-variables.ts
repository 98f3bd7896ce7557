import type { Problem } from "../../checks/findings";
import type { StoreFacts } from "../../contracts/cluster";
import { pluginsVariable } from "../../rules/built-in-plugins";
import { known } from "../../rules/inputs";
import { containersOf, itemsOf, mainContainer, nameOf, type TemplateLayer } from "../../rules/template-layers";
import { variablePath } from "./environment";
import type { ClusterSettings } from "./settings";
import { userLayers, type UserTemplates } from "./user-templates";

/** Places in an application's arguments where a variable of Flink's own container can be set. */
type VariablePlaces = UserTemplates & Pick<ClusterSettings, "environment" | "flinkConfiguration">;

/**
 * Variables that Flink adds to its containers after all others, so that its own count. Source: `InitJobManagerDecorator` and
 * `InitTaskManagerDecorator` in
 * https://github.com/apache/flink/tree/release-2.2.1/flink-kubernetes/src/main/java/org/apache/flink/kubernetes/kubeclient/decorators
 */
const flinkVariables: readonly string[] = ["_POD_IP_ADDRESS", "_POD_NODE_ID"];

/** Problems of the variables that a user sets: those of Flink's own, and those that the state store depends on. */
export function reservedVariableProblems(places: VariablePlaces, { variables }: StoreFacts): Problem[] {
    return variablesIn(places).flatMap(({ path, name }) => {
        if (name === pluginsVariable) {
            return [{ path, problem: `cannot set ${name} here; use plugins` }];
        }
        if (flinkVariables.includes(name)) {
            return [{ path, problem: `cannot set ${name} here, as Flink sets it; remove it` }];
        }
        return variables.includes(name)
            ? [{ path, problem: `cannot set ${name} here, as the state store depends on it; remove it` }]
            : [];
    });
}

/** A variable and where it is set. */
interface SetVariable {
    readonly path: string;
    readonly name: string;
}

/** Variables of Flink's own container that a user sets, as far as they are known. */
export function variablesIn({ environment, flinkConfiguration, ...templates }: VariablePlaces): SetVariable[] {
    return [
        ...Object.keys(environment).map((name) => ({ path: variablePath(name), name })),
        ...userLayers(templates).flatMap(inTemplate),
        ...Object.entries(flinkConfiguration).flatMap(([key, value]) =>
            inOption(key, known<unknown>(value)).map((name) => ({ path: `flinkConfiguration["${key}"]`, name })),
        ),
    ];
}

function inTemplate(layer: TemplateLayer): SetVariable[] {
    return containersOf(layer, "containers")
        .filter(({ container }) => nameOf(container) === mainContainer)
        .flatMap(({ path, container }) =>
            itemsOf(container["env"]).flatMap((item, index) => {
                const name = nameOf(item);
                return name === undefined ? [] : [{ path: `${path}.env[${index}]`, name }];
            }),
        );
}

/**
 * Variables that a Flink option sets: by its key, or by its text, such as `env:KEY,secret:orders,key:key`. Source:
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/#kubernetes-env-secretkeyref
 */
function inOption(key: string, value: unknown): string[] {
    const byKey = /^containerized\.(?:master|taskmanager)\.env\.(.+)$/.exec(key)?.[1];
    if (byKey !== undefined) {
        return [byKey];
    }
    const text = key === "kubernetes.env.secretKeyRef" && typeof value === "string" ? value : "";
    return [...text.matchAll(/\benv:([^,;\s]+)/g)].map(([, name]) => name ?? "");
}
