import * as pulumi from "@pulumi/pulumi";
import { endingError } from "./ending-error";

/** One thing that is wrong with a component's arguments, in the user's words. */
export interface Finding {
    /** Component the arguments belong to, such as `FlinkApplication`. */
    readonly component: string;
    /** The component's name. */
    readonly name: string;
    /** Place in the arguments, such as `taskManager.memoryMiB`. */
    readonly path: string;
    /** The problem, with the limit and the value: `must be at least 1024, got 512`. */
    readonly problem: string;
}

/** A finding without its owner: what a rule returns. */
export type Problem = Pick<Finding, "path" | "problem">;

/** Gives problems their owner. */
export function findingsOf(component: string, name: string, problems: readonly Problem[]): Finding[] {
    return problems.map(({ path, problem }) => ({ component, name, path, problem }));
}

/** One line for a finding: `FlinkApplication "orders": taskManager.memoryMiB must be at least 1024, got 512`. */
export function formatFinding({ component, name, path, problem }: Finding): string {
    return `${component} "${name}": ${[path, problem].filter((part) => part !== "").join(" ")}`;
}

/**
 * Ends the program with every finding, one a line, and without a stack trace.
 *
 * @throws pulumi.RunError if there is any finding.
 */
export function rejectFindings(findings: readonly Finding[]): void {
    if (findings.length > 0) {
        throw endingError(() => findings.map(formatFinding).join("\n"));
    }
}

/** Result of a check of arguments. */
export interface Checked<Settings> {
    /** Everything that is wrong. */
    readonly findings: readonly Finding[];
    /** Warnings: valid choices that a user may regret. */
    readonly hints: readonly Finding[];
    /** The arguments with every value decided. */
    readonly settings: Settings;
}

declare const approval: unique symbol;

/** Settings that a check has found nothing wrong with. What takes them need not check again: only `approvedOf` makes them. */
export type Approved<Settings> = Pick<Checked<Settings>, "hints" | "settings"> & { readonly [approval]: true };

/** @throws pulumi.RunError with everything that a check has found. */
export function approvedOf<Settings>({ findings, hints, settings }: Checked<Settings>): Approved<Settings> {
    rejectFindings(findings);
    return { hints, settings } as Approved<Settings>;
}

/** Shows hints as warnings at the component that they are about. */
export function showHints(hints: readonly Finding[], component: pulumi.Resource): void {
    for (const hint of hints) {
        void pulumi.log.warn(formatFinding(hint), component);
    }
}
