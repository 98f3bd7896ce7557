import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { describeFailure } from "../../readiness/client";
import { takesCallbacks } from "../../run/callbacks";
import { flinkDeploymentClient, type FlinkDeploymentClient } from "../deployment/client";
import { restoredStart } from "../deployment/restored-start";
import { movedJob, startOfMove, type Move } from "../deployment/moved-job";
import type { PlatformHandle } from "../../contracts/platform";
import type { ComponentName } from "./cluster-checks";
import type { JobSettings } from "./settings";
import { statePath } from "./spec";
import type { Surroundings } from "./surroundings";

/** Settings of a job whose start the cluster knows: of one that is moved, or that starts from what something else has. */
export function withKnownStart(
    owner: ComponentName,
    settings: JobSettings,
    surroundings: Surroundings<pulumi.Output<string>> & Pick<PlatformHandle, "cluster">,
): JobSettings {
    const { restored, jobName, namespace, savepointRedeployNonce, initialSavepointPath } = settings;
    if (restored === undefined) {
        return withMovedStart(owner, settings, surroundings);
    }
    const plural = "flinkdeployments";
    const job = { plural, namespace, name: jobName, savepointRedeployNonce, source: initialSavepointPath } as const;
    return {
        ...settings,
        initialSavepointPath: restoredStart(owner, { ...job, missing: restored }, surroundings.cluster),
    };
}

/**
 * The savepoint that a moved job starts from is read from the job that it was, in a preview too. Settings are as they were for
 * any other job, and under mocks, which have no cluster.
 */
function withMovedStart(
    owner: ComponentName,
    settings: JobSettings,
    surroundings: Surroundings<pulumi.Output<string>> & Pick<PlatformHandle, "cluster">,
): JobSettings {
    const { movedFrom, jobName: name, namespace } = settings;
    if (movedFrom === undefined || !takesCallbacks()) {
        return settings;
    }
    const { cluster, jobNamespace } = surroundings;
    const own = { namespace, name };
    const { copied = false } = movedFrom;
    const start = pulumi
        .all([pulumi.unsecret(cluster.kubeconfig), cluster.stateStore.uri, statePath(name, surroundings)])
        .apply(async ([kubeconfig, store, path]) => {
            const place = { namespacePath: `${store}/${jobNamespace.statePrefix}`, statePath: path };
            const move = { from: movedJob(movedFrom, own), copied, ...place };
            const found = await readMove(kubeconfig, own, move);
            rejectFindings("problem" in found ? findingsOf(owner.component, owner.name, [found]) : []);
            return found.path as string;
        });
    return { ...settings, initialSavepointPath: start };
}

async function readMove(
    kubeconfig: string,
    own: Move["from"],
    move: Omit<Move, "own" | "old">,
): Promise<{ readonly path: string | undefined } | Problem> {
    try {
        const client = await flinkDeploymentClient(kubeconfig);
        const read = ({ namespace, name }: Move["from"]): ReturnType<FlinkDeploymentClient["read"]> =>
            client.read(namespace, name);
        const [present, old] = await Promise.all([read(own), read(move.from)]);
        return startOfMove({ ...move, own: present, old });
    } catch (error) {
        const problem = `cannot be read from the cluster: ${describeFailure(error)}; set initialSavepointPath instead`;
        return { path: "movedFrom", problem };
    }
}
