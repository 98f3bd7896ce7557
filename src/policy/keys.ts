import { isSensitiveOption } from "../rules/sensitive-options";
import { isSensitiveVariable } from "../rules/sensitive-variables";
import type { FlinkResource } from "./flink-resource";
import { at, isGiven, itemsAt } from "./known-values";

/** Parameters of the policy on keys. */
export interface KeysConfig {
    /** Options that hold no secret, whatever their names say. @default none */
    readonly openOptions?: readonly string[];
}

// "AKIAIOSFODNN7EXAMPLE" yes; names of roles and buckets no: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
const accessKeyId = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Secrets in a job's options, arguments and variables. No violation repeats a value. */
export function keyViolations(resource: FlinkResource, { openOptions = [] }: KeysConfig): string[] {
    const { options, spec, job } = resource;
    const named = [...options].filter(([key, value]) => !openOptions.includes(key) && isSecretOption(key, value));
    const args = itemsAt(job, "args").flatMap((arg, index) => (isKey(arg) ? [`spec.job.args[${index}]`] : []));
    return [
        ...named.map(([key]) => `spec.flinkConfiguration["${key}"]`),
        ...args,
        ...templates.flatMap((path) => variablesOf(path, at(spec, ...path))),
    ].map((place) => `${place} must not hold a secret, as it can be read in the cluster; put it into a Secret`);
}

/** Switches and amounts are no secrets. */
function isSecretOption(key: string, value: unknown): boolean {
    const isAmount = typeof value === "string" && /^(true|false|\d+ ?\w{0,4})$/i.test(value);
    return (isSensitiveOption(key) && !isAmount) || isKey(value);
}

function isKey(value: unknown): boolean {
    return typeof value === "string" && (accessKeyId.test(value) || privateKey.test(value));
}

const templates = [["podTemplate"], ["jobManager", "podTemplate"], ["taskManager", "podTemplate"]];

/** Variables of a pod template that are written out. */
function variablesOf(path: readonly string[], template: unknown): string[] {
    return ["initContainers", "containers"].flatMap((list) =>
        itemsAt(template, "spec", list).flatMap((container, index) =>
            itemsAt(container, "env")
                .filter((variable) => {
                    const [name, value] = [at(variable, "name"), at(variable, "value")];
                    return (isGiven(value) && isSensitiveVariable(String(name))) || isKey(value);
                })
                .map((variable) => {
                    const place = ["spec", ...path, "spec", `${list}[${index}]`].join(".");
                    return `${place}.env["${String(at(variable, "name"))}"]`;
                }),
        ),
    );
}
