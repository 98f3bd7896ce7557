import { existsSync } from "node:fs";
import { join } from "node:path";
import { Double } from "./double";
import { doublesFolder } from "./folder";
import type { ProviderRules } from "./rules";
import { serve } from "./server";
import { readStandingCluster } from "./standing-cluster";

/**
 * A provider plugin as the engine starts it: prints the port on which it serves, and serves until it is ended.
 *
 * @param provider such as `aws`; its rules are in the file of that name
 */
export async function main(provider: string): Promise<void> {
    endWithEngine();
    const folder = doublesFolder(process.env);
    const double = new Double(rulesOf(provider), folder, readStandingCluster(folder));
    const { port } = await serve(double, require(`@pulumi/${provider}/package.json`).version);
    console.log(port);
}

/** Loads the rules of one provider alone. */
export function rulesOf(provider: string): ProviderRules {
    const file = join(__dirname, `${provider}.ts`);
    const exported = existsSync(file) ? Object.values<ProviderRules>(require(file)) : [];
    const rules = exported.find((entry) => entry?.provider === provider);
    if (rules === undefined) {
        throw new Error(`${file} must export the rules of the provider ${provider}`);
    }
    return rules;
}

/** An engine that is killed does not end its plugins. */
function endWithEngine(): void {
    const engine = process.ppid;
    setInterval(() => process.ppid === engine || process.exit(0), 1000).unref();
}
