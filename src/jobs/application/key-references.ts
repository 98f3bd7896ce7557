import type { Problem } from "../../checks/findings";
import { objectNameProblems } from "../../checks/names";
import { isAwaited, shown, unless } from "../../checks/values";
import { isSet } from "../../rules/inputs";
import type { KeyReference } from "./environment";

/** Problems of a key of a Secret or ConfigMap. */
export function keyReferenceProblems(path: string, { secret, configMap, key }: KeyReference): Problem[] {
    if (isSet(secret) === isSet(configMap)) {
        const got = isSet(secret) ? "both" : "neither";
        return [{ path, problem: `must name one of secret and configMap, got ${got}` }];
    }
    return [
        ...(isSet(secret) ? objectProblems(`${path}.secret`, secret) : objectProblems(`${path}.configMap`, configMap)),
        ...keyProblems(`${path}.key`, key),
    ];
}

function objectProblems(path: string, name: KeyReference["secret"]): Problem[] {
    return isAwaited(name) ? [] : objectNameProblems(path, name as string);
}

// "password", "tls.crt" yes; "", "my key", "..", "..data" no. Source: `IsConfigMapKey` in
// https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
const objectKey = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

function keyProblems(path: string, key: unknown): Problem[] {
    const problem = `must be letters, digits, "-", "_" and ".", got ${shown(key)}`;
    return unless(typeof key === "string" && objectKey.test(key), path, problem);
}
