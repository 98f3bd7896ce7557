import { findingsOf, type Finding, type Problem } from "../checks/findings";
import { dnsLabelProblems } from "../checks/names";
import type { FlinkOperatorArgs } from "./operator/args";
import { checkFlinkOperator } from "./operator/checks";

/** What a platform is, beside its cluster. */
export interface PlatformSettings {
    /** The operator. @default a managed one that looks after all namespaces */
    readonly operator?: FlinkOperatorArgs;
    /** Namespaces for jobs that are made whether or not the program has jobs for them. @default none */
    readonly namespaces?: readonly string[];
    /** Namespaces that are there already: jobs and the operator may use them, and they are not made. @default none */
    readonly existingNamespaces?: readonly string[];
}

/** Everything that is wrong with a platform's arguments, its operator's included. */
export function checkFlinkPlatform(name: string, settings: PlatformSettings): Finding[] {
    const operator = checkFlinkOperator(name, settings.operator).map(({ path, problem }) => ({
        path: `operator.${path}`,
        problem,
    }));
    return findingsOf("FlinkPlatform", name, [
        ...operator,
        ...nameProblems("namespaces", settings.namespaces),
        ...nameProblems("existingNamespaces", settings.existingNamespaces),
        ...(settings.namespaces ?? []).flatMap((namespace) => unwatchedProblems(namespace, settings.operator)),
    ]);
}

function nameProblems(path: string, namespaces: readonly string[] = []): Problem[] {
    return namespaces.flatMap((namespace, index) => dnsLabelProblems(`${path}[${index}]`, namespace));
}

/** What is wrong with a namespace for jobs: that the operator does not look after it. */
export function unwatchedProblems(namespace: string, operator: FlinkOperatorArgs = {}): Problem[] {
    const watched = operator.watchNamespaces ?? [];
    return watched.length === 0 || watched.includes(namespace)
        ? []
        : [
              {
                  path: `namespace "${namespace}"`,
                  problem: "is not watched by its operator; add it to operator.watchNamespaces",
              },
          ];
}
