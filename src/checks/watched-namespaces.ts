import type { Problem } from "./findings";

/** The problem of a namespace that the operator does not watch: it does not see resources there, and says nothing. */
export function unwatchedNamespaceProblems(path: string, namespace: string, watched: readonly string[]): Problem[] {
    return watched.length === 0 || watched.includes(namespace)
        ? []
        : [{ path, problem: `must be one that the operator watches (${watched.join(", ")}), got "${namespace}"` }];
}
