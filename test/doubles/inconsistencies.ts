import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AccountRules } from "./account-rules";
import type { ProviderRules, TypeRules } from "./rules";

/** What rules say that cannot be so, by themselves or by the provider's own package; empty if nothing. */
export function inconsistencies(rules: ProviderRules): string[] {
    const types = Object.entries(rules.types).flatMap(([token, type]) => [
        ...contradictions(type).map((problem) => `${token}: ${problem}`),
        ...differencesFromPackage(rules.provider, token, type).map((problem) => `${token}: ${problem}`),
    ]);
    const account = Object.entries(rules.account ?? {}).flatMap(([token, own]) =>
        accountContradictions(rules, rules.types[token], own).map((problem) => `${token}: its account: ${problem}`),
    );
    const limits = (rules.freshAccount ?? []).flatMap(({ type, source }) => [
        ...(type in rules.types ? [] : [`${type}: a limit for a type without rules`]),
        ...(source.startsWith("https://") ? [] : [`${type}: a limit without a source`]),
    ]);
    const functions = Object.keys(rules.functions)
        .filter((token) => declarationOf(rules.provider, token) === undefined)
        .map((token) => `${token}: the package has no such function`);
    return [...types, ...account, ...limits, ...functions];
}

function accountContradictions(
    rules: ProviderRules,
    type: TypeRules | undefined,
    { refersTo = [], uniqueBy = [], sources }: AccountRules,
): string[] {
    const inputs = [...refersTo.map(({ input }) => input), ...uniqueBy].map((path) => path.split(".")[0] ?? "");
    return [
        ...inputs
            .filter((input) => type !== undefined && !(input in type.properties))
            .map((input) => `"${input}" is not among the properties`),
        ...refersTo.filter((other) => !(other.type in rules.types)).map((other) => `no rules for ${other.type}`),
        ...(type === undefined ? ["no rules for it"] : []),
        ...(sources.some((source) => source.startsWith("https://")) ? [] : ["no source"]),
    ];
}

function contradictions({ required, properties, replaces, physicalName }: TypeRules): string[] {
    const named = [...required, ...replaces.map((path) => path.split(".")[0] ?? ""), physicalName ?? []].flat();
    return [...new Set(named)]
        .filter((property) => !(property in properties))
        .map((property) => `"${property}" is not among the properties`);
}

function differencesFromPackage(provider: string, token: string, type: TypeRules): string[] {
    const file = declarationOf(provider, token);
    const inputs = file === undefined ? undefined : declaredInputs(file, token.split(":").at(-1) ?? "");
    if (inputs === undefined) {
        return ["the package has no such type"];
    }
    const unknown = Object.keys(type.properties).filter((property) => !inputs.has(property));
    const forgotten = [...inputs].filter(([property, must]) => must && !type.required.includes(property));
    return [
        ...unknown.map((property) => `the package knows no input "${property}"`),
        ...forgotten.map(([property]) => `"${property}" is required by the package`),
    ];
}

/**
 * File of the package that declares a type or function: `aws:eks/cluster:Cluster` and
 * `azure-native:storage:StorageAccount` are `eks/cluster.d.ts` and `storage/storageAccount.d.ts`.
 */
function declarationOf(provider: string, token: string): string | undefined {
    const [, module = "", name = ""] = token.split(":");
    const root = dirname(require.resolve(`@pulumi/${provider}/package.json`));
    const folder = join(root, (module.split("/")[0] ?? "").replace(/^index$/, ""));
    const wanted = `${name}.d.ts`.toLowerCase();
    const file = existsSync(folder) ? readdirSync(folder).find((entry) => entry.toLowerCase() === wanted) : undefined;
    return file === undefined ? undefined : join(folder, file);
}

/** Inputs of a type, each with whether it must be given, read from lines such as `    roleArn: pulumi.Input<string>;`. */
function declaredInputs(file: string, name: string): Map<string, boolean> | undefined {
    const [, body] = readFileSync(file, "utf8").split(`export interface ${name}Args {`);
    const lines = body?.split("\n}")[0]?.split("\n");
    return lines && new Map(lines.flatMap(declaredInput));
}

function declaredInput(line: string): [string, boolean][] {
    const [, name, optional] = /^ {4}(\w+)(\??): /.exec(line) ?? []; // "    roleArn: " and "    tags?: ", no comment
    return name === undefined ? [] : [[name, optional === ""]];
}
