import * as pulumi from "@pulumi/pulumi";
import { takesCallbacks } from "./callbacks";
import { perRun } from "./per-run";

/** Makes the run fail by an error, and lets the program go on. */
export type Fail = (error: Error) => void;

const messages = perRun(() => new Set<string>());

/**
 * How an error makes the present run fail while the program goes on, so that what comes after it can speak too. What two
 * errors say is said once.
 *
 * @returns undefined where an error must end the program at once. That is everywhere but in a preview of a whole program: an
 *     update must change nothing after an error, a unit test with mocks expects one where it is made, and nobody asks at the
 *     end of a component provider's call whether there was any.
 */
export function failAtEnd(): Fail | undefined {
    const isPreview = pulumi.runtime.isDryRun() && takesCallbacks() && pulumi.runtime.getStackResource() !== undefined;
    if (!isPreview) {
        return undefined;
    }
    const fail = isCommand() ? reject : log;
    const said = messages();
    return (error) => {
        if (!said.has(error.message)) {
            said.add(error.message);
            fail(error);
        }
    };
}

// The SDK's command prints an error that nobody handles and ends with a code of its own for it. An error that is only
// logged it prints as well, and ends well: https://github.com/pulumi/pulumi/issues/5085
const reject: Fail = (error) => void Promise.reject(error);

// Runs of the Automation API may share a process, and an error that nobody handles fails all of them. One that is logged
// fails the run that it belongs to:
// https://github.com/pulumi/pulumi/blob/v3.192.0/sdk/nodejs/automation/server.ts
const log: Fail = (error) => void pulumi.log.error(error.message);

/**
 * Whether the CLI has started this process for one program. The SDK's command then tells so to other copies of the SDK:
 * https://github.com/pulumi/pulumi/blob/v3.192.0/sdk/nodejs/cmd/run/index.ts
 */
function isCommand(): boolean {
    return process.env["PULUMI_NODEJS_MONITOR"] !== undefined;
}
