import { perRun } from "../run/per-run";
import { kubernetesClient, type ReadinessClient } from "./client";
import type { AwaitedKind } from "./observation";
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

/** Whether a job of the present run is not in the state asked for. */
export function hasFailedJob(): boolean {
    return currentRun().jobs.hasFailed;
}

// https://grpc.github.io/grpc/core/md_doc_connectivity-semantics-and-api.html
const lostStates = [3, 4]; // TRANSIENT_FAILURE, SHUTDOWN

/** True once the engine is gone, as it is for the Automation API when another resource has failed. */
export function hasEnded(connection: {
    getChannel?(): { getConnectivityState(tryToConnect: boolean): number };
}): boolean {
    const state = connection.getChannel?.().getConnectivityState(true);
    return state !== undefined && lostStates.includes(state);
}

/** The poller of a kind in a namespace, which all its resources share. */
export async function pollerOf(
    run: ProgramRun,
    kubeconfig: string,
    { kind, namespace }: { readonly kind: AwaitedKind; readonly namespace: string },
): Promise<NamespacePoller> {
    const ofKind = `${kind}\n${kubeconfig}`;
    const client = run.clients.get(ofKind) ?? kubernetesClient(kubeconfig, kind);
    run.clients.set(ofKind, client);
    const known = await client;
    const key = `${namespace}\n${ofKind}`;
    const poller = run.pollers.get(key) ?? new NamespacePoller(known, namespace);
    run.pollers.set(key, poller);
    return poller;
}
