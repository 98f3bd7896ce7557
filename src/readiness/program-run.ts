import { perRun } from "../run/per-run";
import { kubernetesClient, type ReadinessClient } from "./client";
import { NamespacePoller } from "./poller";
import { ReadinessRun } from "./run";

/** State that all waits of one run of a program share. */
export interface ProgramRun {
    readonly connection: object;
    readonly jobs: ReadinessRun;
    readonly clients: Map<string, Promise<ReadinessClient>>;
    readonly pollers: Map<string, NamespacePoller>;
}

/** The run that the program is in. */
export const currentRun = perRun((connection): ProgramRun => ({
    connection,
    jobs: new ReadinessRun(),
    clients: new Map(),
    pollers: new Map(),
}));

// https://grpc.github.io/grpc/core/md_doc_connectivity-semantics-and-api.html
const lostStates = [3, 4]; // TRANSIENT_FAILURE, SHUTDOWN

/** True once the engine is gone, as it is for the Automation API when another resource has failed. */
export function hasEnded(connection: {
    getChannel?(): { getConnectivityState(tryToConnect: boolean): number };
}): boolean {
    const state = connection.getChannel?.().getConnectivityState(true);
    return state !== undefined && lostStates.includes(state);
}

/** The poller of a namespace, which all its jobs share. */
export async function pollerOf(run: ProgramRun, kubeconfig: string, namespace: string): Promise<NamespacePoller> {
    const client = run.clients.get(kubeconfig) ?? kubernetesClient(kubeconfig);
    run.clients.set(kubeconfig, client);
    const known = await client;
    const key = `${namespace}\n${kubeconfig}`;
    const poller = run.pollers.get(key) ?? new NamespacePoller(known, namespace);
    run.pollers.set(key, poller);
    return poller;
}
