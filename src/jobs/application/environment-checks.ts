import { isSensitiveVariable } from "../../rules/sensitive-variables";
import type { Problem } from "../../checks/findings";
import { argumentProblems, type KnownOf } from "../../checks/known-arguments";
import { isAwaited, shown, textProblems, unless } from "../../checks/values";
import { isKeyReference, variablePath, type KeyReference } from "./environment";
import { keyReferenceProblems } from "./key-references";
import { variablesIn } from "./reserved-variables";
import type { ClusterSettings } from "./settings";

const knownReference = { secret: true, configMap: true, key: true } satisfies KnownOf<KeyReference>;

/** Problems of variables: of their names and values, and of those that are set in another place too. */
export function environmentProblems(settings: ClusterSettings): Problem[] {
    const others = variablesIn({ ...settings, environment: {} });
    return Object.entries(settings.environment).flatMap(([name, value]) => {
        const path = variablePath(name);
        const other = others.find((variable) => variable.name === name);
        return [
            ...nameProblems(path, name),
            ...valueProblems(path, value),
            ...unless(
                other === undefined,
                path,
                `cannot be combined with ${other?.path ?? ""}, which sets the variable too; remove one of them`,
            ),
        ];
    });
}

// "TOPIC", "my.topic", "_x" yes; "2nd", "my topic" no. Newer releases of Kubernetes take more. Source: `IsEnvVarName` in
// https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
const variableName = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function nameProblems(path: string, name: string): Problem[] {
    const problem = `must be letters, digits, "-", "_" and ".", not starting with a digit, got ${shown(name)}`;
    return unless(variableName.test(name), path, problem);
}

function valueProblems(path: string, value: unknown): Problem[] {
    if (isKeyReference(value)) {
        return [...argumentProblems(value, knownReference, `${path}.`), ...keyReferenceProblems(path, value)];
    }
    const isNone = typeof value === "object" && !isAwaited(value);
    const problem = `must be text or a key such as { secret, key }, got ${shown(value)}`;
    return isNone ? [{ path, problem }] : textProblems(path, value, true);
}

/** Variables that hold secrets by their names. Warnings. */
export function environmentWarnings({ environment }: ClusterSettings): Problem[] {
    return Object.entries(environment)
        .filter(([name, value]) => !isKeyReference(value) && value !== "" && isSensitiveVariable(name))
        .map(([name]) => ({
            path: variablePath(name),
            problem:
                "should not hold a secret, as it can be read in the FlinkDeployment and in pods; put it into a Secret and write { secret, key }",
        }));
}

/** The problem of a variable whose text is a secret in Pulumi. */
export function secretVariableProblems(name: string): Problem[] {
    const problem =
        "cannot be a secret, as it can be read in the FlinkDeployment and in pods; put it into a Secret and write { secret, key }, or pulumi.unsecret if it is none";
    return [{ path: variablePath(name), problem }];
}
