import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { readThings } from "./account";
import type { Thing } from "./account-rules";
import { doublesFolder, fileNames, readLines } from "./folder";
import { readProfile, type Profile } from "./profile";
import { readStandingCluster } from "./standing-cluster";

/** One call of a stand-in for a cloud's command line. */
export interface Command {
    /** Such as `aws`. */
    readonly program: string;
    /** Its arguments. */
    readonly arguments: readonly string[];
}

// As long as the shortest of the clouds' tokens; clients ask anew when it is over.
// https://github.com/aws/aws-cli/blob/develop/awscli/customizations/eks/get_token.py
const lifetimeMs = 14 * 60 * 1000;
const strangerLifetimeMs = 1000;

/**
 * Stands in for a cloud's command that fetches a token for a cluster: prints the client certificate of the stand-in
 * cluster's administrator in the form in which such commands print a token. While the cluster does not
 * count its newest access entry yet, prints a token that no cluster takes.
 *
 * @param needed arguments without which the cloud's command fails: a subcommand, or an option that takes a value
 */
export function credentialCommand(program: string, needed: readonly string[]): void {
    const given = process.argv.slice(2);
    const folder = doublesFolder(process.env);
    appendFileSync(join(folder, fileNames.commands), `${JSON.stringify({ program, arguments: given })}\n`);
    const problem = argumentProblem(given, needed);
    if (problem !== undefined) {
        console.error(`${program}: ${problem}`);
        process.exitCode = 1;
        return;
    }
    const { clientCertificate, clientKey } = readStandingCluster(folder);
    const status = isStranger(readThings(folder), readProfile(folder), Date.now())
        ? { expirationTimestamp: inMs(strangerLifetimeMs), token: "of-a-stranger" }
        : {
              expirationTimestamp: inMs(lifetimeMs),
              clientCertificateData: clientCertificate,
              clientKeyData: clientKey,
          };
    console.log(JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1beta1", kind: "ExecCredential", status }));
}

/** Whether a cluster of the account does not count its newest access entry yet. */
export function isStranger(things: readonly Thing[], { strangerSeconds = 0 }: Profile, nowMs: number): boolean {
    return things.some(({ letsIn, madeAtMs }) => letsIn === true && nowMs - madeAtMs < strangerSeconds * 1000);
}

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Every call of these commands so far, in order. */
export const readCommands = (folder: string): Command[] => readLines<Command>(folder, fileNames.commands);

/** What is missing among arguments; undefined if nothing. */
export function argumentProblem(given: readonly string[], needed: readonly string[]): string | undefined {
    for (const argument of needed) {
        const index = given.indexOf(argument);
        if (index < 0) {
            return `${argument} is missing`;
        }
        const value = given[index + 1] ?? "-";
        if (argument.startsWith("--") && value.startsWith("-")) {
            return `${argument} needs a value`;
        }
    }
    return undefined;
}
