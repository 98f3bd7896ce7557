import { afterEach } from "mocha";
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

afterEach(async () => {
    for (const leave of leaving.splice(0)) {
        await leave();
    }
});

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
