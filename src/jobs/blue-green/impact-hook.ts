import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../checks/findings";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import { switchImpact } from "../../impact/switch";
import { takesCallbacks } from "../../run/callbacks";
import { perRun } from "../../run/per-run";
import { jobVersion } from "../deployment/job-version";
import type { ResourcePlace } from "../deployment/resource";

const count = perRun(() => ({ hooks: 0 }));

/**
 * The hook that says in a preview what a change of a FlinkBlueGreenDeployment does. Undefined where nobody asks for that, and
 * where there is no engine that knows hooks, as under mocks.
 */
export function switchHook({ component, name, platform }: ResourcePlace): pulumi.ResourceHook | undefined {
    if (platform.showImpact === false || !takesCallbacks()) {
        return undefined;
    }
    const run = count();
    run.hooks += 1;
    return new pulumi.ResourceHook(
        `flink-platform-switch-${run.hooks}`,
        async ({ oldInputs = {}, newInputs = {} }) => {
            const [before, after] = await Promise.all([versionsOf(oldInputs), versionsOf(newInputs)]);
            const impact = before && after && switchImpact(before, after, platform.operator.release);
            if (impact !== undefined && pulumi.runtime.isDryRun()) {
                const text = formatFinding({
                    component: "FlinkBlueGreenDeployment",
                    name,
                    path: "",
                    problem: impact.sentence,
                });
                await (impact.losesState ? pulumi.log.warn : pulumi.log.info)(text, component);
            }
        },
        { onDryRun: true },
    );
}

/** Spec of the versions; undefined while it is not known. */
async function versionsOf(inputs: pulumi.Inputs) {
    const { spec } = (await jobVersion(inputs)) as unknown as { spec?: Partial<FlinkBlueGreenDeploymentSpec> };
    const versions = spec?.template?.spec;
    return typeof versions === "object" && !(versions instanceof Promise) ? versions : undefined;
}
