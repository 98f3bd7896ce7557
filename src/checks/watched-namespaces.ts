import type { Problem } from "./findings";

/** What is wrong with a resource's namespace: an operator does not see resources where it does not watch, and says nothing. */
export function unwatchedNamespaceProblems(path: string, namespace: string, watched: readonly string[]): Problem[] {
    return watched.length === 0 || watched.includes(namespace)
        ? []
        : [{ path, problem: `must be one that the operator watches (${watched.join(", ")}), got "${namespace}"` }];
}
