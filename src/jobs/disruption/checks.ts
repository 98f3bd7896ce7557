import type { Problem } from "../../checks/findings";
import { notTogetherProblems, shown, unless } from "../../checks/values";
import type { BudgetArgs, DisruptionArgs } from "./args";
import type { Pods } from "./settings";

/** Everything that is wrong with a cluster's budgets: bounds of no form, and those by which no drain could end. */
export function disruptionProblems(pods: readonly Pods[], args: DisruptionArgs = {}): Problem[] {
    return pods.flatMap((kind) => budgetProblems(`disruption.${kind.role}`, kind, args[kind.role] ?? {}));
}

/** Likely mistakes: pods that must stay, of which there are likely no more. */
export function disruptionHints(pods: readonly Pods[], args: DisruptionArgs = {}): Problem[] {
    return pods.flatMap(({ role, likely = Infinity }) => {
        const { minAvailable, enabled = true } = args[role] ?? {};
        const holds = !enabled || typeof minAvailable !== "number" || minAvailable < likely;
        const problem = `should be lower, or a node's drain does not end, as parallelism makes ${likely} of them, got ${shown(minAvailable)}; keep it if the job's code asks for more`;
        return unless(holds, `disruption.${role}.minAvailable`, problem);
    });
}

function budgetProblems(path: string, pods: Pods, { maxUnavailable, minAvailable, enabled }: BudgetArgs): Problem[] {
    if (enabled === false) {
        return [
            ...notTogetherProblems(`${path}.maxUnavailable`, maxUnavailable, "enabled: false"),
            ...notTogetherProblems(`${path}.minAvailable`, minAvailable, "enabled: false"),
        ];
    }
    return [
        ...(minAvailable === undefined
            ? []
            : notTogetherProblems(`${path}.maxUnavailable`, maxUnavailable, "minAvailable")),
        ...boundProblems(`${path}.maxUnavailable`, pods, maxUnavailable, false),
        ...boundProblems(`${path}.minAvailable`, pods, minAvailable, true),
    ];
}

function boundProblems(path: string, pods: Pods, value: unknown, isLeast: boolean): Problem[] {
    if (value === undefined) {
        return [];
    }
    if (pods.role === "taskManager" && pods.mode === "native" && !(isLeast && typeof value === "number")) {
        const remedy = "use minAvailable with a number, or standalone mode";
        const problem = `cannot be ${isLeast ? "a part" : "set"} in native mode, where Kubernetes takes the number of JobManagers for that of TaskManagers, got ${shown(value)}; ${remedy}`;
        return [{ path, problem }];
    }
    const part = partOf(value);
    const isBound = (Number.isInteger(value) && Number(value) >= 1) || part !== undefined;
    const form = `must be a whole number of at least 1, or a part from "1%" to "100%", got ${shown(value)}`;
    if (!isBound) {
        return [{ path, problem: form }];
    }
    return isLeast ? leastProblems(path, pods, value, part) : [];
}

/** Problems of a number of pods that must stay, by which none may ever go. */
function leastProblems(path: string, { count, role }: Pods, value: unknown, part: number | undefined): Problem[] {
    const stays =
        part === undefined ? Number(value) : count === undefined ? undefined : Math.ceil((part * count) / 100);
    const endless = part === 100 || (stays !== undefined && count !== undefined && stays >= count);
    const known = count === undefined ? "" : `, as there ${count === 1 ? "is" : "are"} ${count}`;
    const what = role === "jobManager" ? "JobManager" : "TaskManager";
    return unless(
        !endless,
        path,
        `must let a ${what} be evicted, or a node's drain never ends${known}, got ${shown(value)}; lower it or use maxUnavailable`,
    );
}

/** `"50%"` → 50; undefined for what is no part from 1 to 100. */
function partOf(value: unknown): number | undefined {
    const digits = typeof value === "string" ? /^([1-9]\d?|100)%$/.exec(value)?.[1] : undefined;
    return digits === undefined ? undefined : Number(digits);
}
