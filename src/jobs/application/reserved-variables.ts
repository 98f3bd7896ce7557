import type { Problem } from "../../checks/findings";
import type { StoreFacts } from "../../contracts/cluster";
import { pluginsVariable } from "../../rules/built-in-plugins";
import { known } from "../../rules/inputs";
import { containersOf, itemsOf, mainContainer, nameOf, type TemplateLayer } from "../../rules/template-layers";
import type { ClusterSettings } from "./settings";
import { userLayers, type UserTemplates } from "./user-templates";

/** Places in an application's arguments where a variable of Flink's own container can be set. */
type VariablePlaces = UserTemplates & Pick<ClusterSettings, "flinkConfiguration">;

/** Problems of the variables that a user sets: those that enable plugins, and those that the state store depends on. */
export function reservedVariableProblems(places: VariablePlaces, { variables }: StoreFacts): Problem[] {
    return variablesIn(places).flatMap(({ path, name }) => {
        if (name === pluginsVariable) {
            return [{ path, problem: `cannot set ${name} here; use plugins` }];
        }
        return variables.includes(name)
            ? [{ path, problem: `cannot set ${name} here, as the state store depends on it; remove it` }]
            : [];
    });
}

interface SetVariable {
    readonly path: string;
    readonly name: string;
}

function variablesIn({ flinkConfiguration, ...templates }: VariablePlaces): SetVariable[] {
    return [
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
