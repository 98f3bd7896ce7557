import { refusal, validation } from "../../support/readiness-sequences";
import { PlayedOperator, type Play, type PlayFor } from "./operator";
import { ScratchStack } from "./stack";

const leaving: (() => Promise<void> | void)[] = [];

/** A stack and the operator in its namespace; both end with the test. */
export async function stage(
    name: string,
    program: string,
    plays: Readonly<Record<string, PlayFor>> = {},
): Promise<{ readonly stack: ScratchStack; readonly operator: PlayedOperator }> {
    const stack = await ScratchStack.create(name, program);
    const operator = new PlayedOperator(stack.api, stack.namespace, plays);
    leaving.push(() => operator.stop());
    return { stack, operator };
}

/** Something else that ends with the test. */
export function afterwards(leave: () => Promise<void> | void): void {
    leaving.push(leave);
}

/** Ends all that is to end with the test, and fails if any of it has failed. */
export async function clearStage(): Promise<void> {
    const ends = await Promise.allSettled(leaving.splice(0).map(async (leave) => leave()));
    const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    if (failures.length > 0) {
        throw failures[0];
    }
}

/** Play of a job whose spec the operator refuses, until the spec changes. */
export const refusedThenHealthy: Play = [
    [[0, "FAILED - MISSING 1/-", { error: validation }]],
    [
        [0.5, "UPGRADING - MISSING"],
        [1, "STABLE RUNNING READY"],
    ],
];

/** What is said of it. */
export const refused = (job: string) => `${job}: FlinkDeployment "${job}": ${refusal}`;
