import * as pulumi from "@pulumi/pulumi";
import { record } from "./record";

/** The warnings that a program gives under mocks. */
export async function warningsOf(program: () => unknown): Promise<string[]> {
    const warnings: string[] = [];
    const log = pulumi.log as { warn: typeof pulumi.log.warn };
    const real = log.warn;
    log.warn = (message) => {
        warnings.push(message);
        return Promise.resolve();
    };
    try {
        await record(program);
    } finally {
        log.warn = real;
    }
    return warnings;
}
