import type * as pulumi from "@pulumi/pulumi";
import { EksAutoNodes, type ComputeInputs } from "./nodes-auto";
import { EksNodeGroups } from "./nodes-groups";
import type { EksSettings } from "./settings";

/**
 * Registers nodes in the way that the settings say.
 *
 * @param opts name both providers: that of AWS and that of the cluster.
 */
export function createNodes(
    name: string,
    settings: EksSettings,
    inputs: ComputeInputs,
    opts: pulumi.ComponentResourceOptions,
): pulumi.Resource {
    return settings.compute === "auto"
        ? new EksAutoNodes(name, settings, inputs, opts)
        : new EksNodeGroups(name, settings, inputs, opts);
}
