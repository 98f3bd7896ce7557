import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../checks/findings";
import { shown } from "../checks/values";

/**
 * Warnings of aliases by which a job had another name: they keep its components, and not what Kubernetes and the state
 * store know it by.
 *
 * @param name the job's name, which is that of its component.
 */
export function renameWarnings(name: string, aliases: pulumi.ComponentResourceOptions["aliases"] = []): Problem[] {
    const former = aliases.map(nameIn).filter((given) => given !== undefined && given !== name);
    return former.map((given) => ({
        path: "opts.aliases",
        problem: `should keep the name, as a job's name in Kubernetes and its state go by it, got ${shown(given)}; the job is replaced, and starts empty unless initialSavepointPath says otherwise`,
    }));
}

/** Name in an alias, as far as it has one that is plain. */
function nameIn(alias: pulumi.Input<pulumi.URN | pulumi.Alias>): string | undefined {
    if (typeof alias === "string") {
        return alias.slice(alias.lastIndexOf("::") + 2); // urn:pulumi:dev::shop::flink-platform:index:FlinkApplication::orders
    }
    const given = pulumi.Output.isInstance(alias) || alias instanceof Promise ? undefined : alias.name;
    return typeof given === "string" ? given : undefined;
}
