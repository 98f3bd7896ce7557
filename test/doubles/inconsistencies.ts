import type { AccountRules } from "./account-rules";
import { declarationOf, declaredInputs } from "./declared-types";
import type { ProviderRules, TypeRules } from "./rules";
import { forgotten, propertyDifferences } from "./shapes";

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
    const inputs = declaredInputs(provider, token);
    return inputs === undefined
        ? ["the package has no such type"]
        : [
              ...propertyDifferences("", type.properties, inputs),
              ...forgotten(type.required, inputs).map((property) => `"${property}" is required by the package`),
          ];
}
