import * as pulumi from "@pulumi/pulumi";
import { waitForAccess } from "./api-access";
import { apiClient } from "./api-client";
import { realClock } from "./clock";
import type { MadeInRun } from "./made-in-run";

/** The cluster whose API is waited for. */
export interface Awaited {
    /** Component and its name, as findings begin: `EksCluster "prod"`. */
    readonly title: string;
    readonly component: pulumi.Resource;
    readonly kubeconfig: pulumi.Output<string>;
    /** Whether this run makes the cluster, or gives someone access to it. */
    readonly madeInRun: Pick<MadeInRun, "anything">;
    /** Resources that give the caller access. */
    readonly access: readonly pulumi.Resource[];
}

/**
 * The kubeconfig, once the API of a cluster that this run makes lets its caller in. A provider that is configured earlier takes
 * the cluster for unreachable during the rest of the run. Previews do not wait; nor do runs that change neither the cluster nor
 * who has access to it.
 */
export function reachableKubeconfig({ kubeconfig, madeInRun, access, ...about }: Awaited): pulumi.Output<string> {
    const letIn = pulumi.all(access.map(({ urn }) => urn));
    return pulumi.all([kubeconfig, letIn]).apply(async ([known]) => {
        if (!pulumi.runtime.isDryRun() && madeInRun.anything) {
            await waited(known, about);
        }
        return known;
    });
}

async function waited(kubeconfig: string, { title, component }: Pick<Awaited, "title" | "component">): Promise<void> {
    const onFirstRefusal = (reason: string) =>
        void pulumi.log.info(`waiting for the Kubernetes API: ${reason}`, component, undefined, true);
    try {
        await waitForAccess(apiClient.ask(kubeconfig), realClock, onFirstRefusal);
    } catch (error) {
        const text = `${title}: the Kubernetes API must let the caller in, got "${(error as Error).message}"; run Pulumi where the endpoint is reachable, as one of the administrators`;
        void pulumi.log.error(text, component); // what is thrown here is shown after the names of all that waits for it
        throw new pulumi.RunError(text);
    }
}
