import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import type { ClusterModule } from "../../contracts/cluster";
import { describeFailure } from "../../readiness/client";
import { takesCallbacks } from "../../run/callbacks";
import { flinkDeploymentClient, type FlinkPlural, type LiveFlinkDeployment } from "./client";
import { hasNoOwnState, type HighAvailabilityObject } from "./own-state";
import { unknownOutput } from "./refused";

/** A job that starts from what something else has. */
export interface RestoredJob {
    readonly plural: FlinkPlural;
    readonly namespace: string;
    readonly name: string;
    readonly savepointRedeployNonce: number | undefined;
    /** Path that the other one has, once it is known. */
    readonly source: pulumi.Input<string> | undefined;
    /** The problem if that one has none. */
    readonly missing: Problem;
}

/**
 * The path that such a job starts from. A job that has run keeps the one that it was made with, whatever the other one has by
 * now, until it is to start anew: so that the next run changes nothing. It is read from the cluster, in a preview too, which
 * knows of the other one's savepoints no more than the stack's state does.
 *
 * @throws pulumi.RunError, by the output, if there is none to start from.
 */
export function restoredStart(
    owner: { readonly component: string; readonly name: string },
    job: RestoredJob,
    { kubeconfig }: Pick<ClusterModule, "kubeconfig">,
): pulumi.Output<string> {
    const ofSource = () => pulumi.output(job.source).apply((path) => presentPath(owner, path, job.missing));
    if (!takesCallbacks()) {
        return ofSource();
    }
    const kept = pulumi.unsecret(kubeconfig).apply((text) => keptStart(owner, text, job));
    return kept.apply((start) => (start === undefined ? ofSource() : pulumi.output(start.path as string)));
}

/** A preview does not know of a savepoint that its run will take. */
function presentPath(
    { component, name }: { readonly component: string; readonly name: string },
    path: string | undefined,
    missing: Problem,
): pulumi.Output<string> {
    if (path === undefined && pulumi.runtime.isDryRun()) {
        return unknownOutput();
    }
    rejectFindings(findingsOf(component, name, path === undefined ? [missing] : []));
    return pulumi.output(path ?? "");
}

async function keptStart(
    { component, name: ofComponent }: { readonly component: string; readonly name: string },
    kubeconfig: string,
    { plural, namespace, name, savepointRedeployNonce }: RestoredJob,
) {
    try {
        const client = await flinkDeploymentClient(kubeconfig, plural);
        const own = await client.read(namespace, name);
        // A session job has no metadata of its own.
        const isApplication = own !== undefined && plural === "flinkdeployments";
        const highAvailability = isApplication ? await client.highAvailability(namespace, name) : [];
        return startThatStays(own, highAvailability, savepointRedeployNonce);
    } catch (error) {
        const problem = `cannot be compared with the job in the cluster: ${describeFailure(error)}; set initialSavepointPath instead`;
        rejectFindings(findingsOf(component, ofComponent, [{ path: "restoreFrom", problem }]));
        return undefined;
    }
}

/** The start of a job that is there; undefined if it is yet to start, for the first time or anew. */
export function startThatStays(
    own: LiveFlinkDeployment | undefined,
    highAvailability: readonly HighAvailabilityObject[],
    savepointRedeployNonce: number | undefined,
): { readonly path: string | undefined } | undefined {
    const job = own?.spec.job;
    // A number that is taken away starts nothing.
    const isNewNumber = savepointRedeployNonce !== undefined && job?.savepointRedeployNonce !== savepointRedeployNonce;
    const isToStart = own === undefined || isNewNumber || hasNoOwnState(own, highAvailability);
    return isToStart ? undefined : { path: job?.initialSavepointPath };
}
