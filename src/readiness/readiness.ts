import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describeFailure } from "./client";
import { valueOf } from "./output-value";
import type { AwaitedKind, Wanted } from "./observation";
import { newGrant } from "./new-grant";
import { currentRun, hasEnded, pollerOf, type ProgramRun } from "./program-run";
import type { Ticket } from "./run";
import { defaultTimes, type ReadinessTimes } from "./times";
import { ResourceWatcher, type WatcherArgs } from "./watcher";

/** Options of the wait for a Flink resource in `pulumi up`. */
export interface Readiness {
    /**
     * Whether to wait. Switch it off for `pulumi destroy --run-program` and `pulumi refresh --run-program`, which would
     * otherwise fail on an unhealthy job before they begin; nothing tells a program which command runs it.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * Seconds after which a resource that is still on its way counts as failed, at least 1. While the cloud refuses rights
     * that are new, they begin anew.
     *
     * @default 600
     */
    readonly timeoutSeconds?: number;
    /** Whether a job that has finished is as asked for; `false` for one that must run for ever. @default true */
    readonly mayFinish?: boolean;
}

/** The resource that is waited for. */
export interface Awaited {
    readonly kind: AwaitedKind;
    /** Name in Kubernetes. */
    readonly name: string;
    readonly resource: k8s.apiextensions.CustomResource;
    readonly wanted: Wanted;
    readonly kubeconfig: pulumi.Output<string>;
    readonly grant: AwaitedGrant;
    /** Takes the status that each look finds. @default none */
    readonly onLook?: WatcherArgs["onLook"];
}

/** The grant of the rights that the resource's pods need. */
export interface AwaitedGrant {
    /** The longest time that it takes, in seconds. */
    readonly delaySeconds: number;
    /** Parts of the messages with which the cloud refuses until then. */
    readonly refusals: readonly string[];
    /** Time of the grant, such as `2026-11-30T10:00:00Z`; undefined if it is not known. */
    readonly grantedAt: pulumi.Output<string | undefined>;
}

/**
 * Waits until a resource is in the state asked for. Nothing is waited for in a preview, nor where the resource
 * has no uid: under mocks, and where `--target` leaves it out.
 *
 * @returns the resource's name: the same value in a preview, so that what uses it does not change.
 * @throws Error, one for the whole run, once the reason is shown at the resource.
 */
export function waitUntilReady(awaited: Awaited, readiness: Readiness = {}): Promise<string> {
    if (pulumi.runtime.isDryRun() || readiness.enabled === false) {
        return Promise.resolve(awaited.name);
    }
    const run = currentRun();
    const done = pulumi.runtime.rpcKeepAlive(); // a run of the Automation API would otherwise end before the wait does
    let lastSeen = "nothing yet";
    const ticket = run.jobs.begin(awaited.name, () => {
        const text = `not waited for any longer, as another job has failed; last seen: ${lastSeen}`;
        void pulumi.log.warn(text, awaited.resource);
    });
    const onProgress = (text: string) => {
        lastSeen = text;
        void pulumi.log.info(text, awaited.resource, undefined, true);
    };
    void ticket.result.then(done, done);
    const { resource, grant } = awaited;
    valueOf(pulumi.all([resource.metadata, pulumi.unsecret(awaited.kubeconfig), grant.grantedAt])).then(
        (values) => {
            const [metadata, kubeconfig, grantedAt] = values ?? [];
            const times = timesOf(readiness, grant, grantedAt);
            return watch(run, { ...awaited, times, ticket, metadata, kubeconfig, done, onProgress });
        },
        (error: unknown) => ticket.abandon(error),
    );
    return ticket.result;
}

function timesOf(
    { timeoutSeconds }: Readiness,
    { delaySeconds, refusals }: AwaitedGrant,
    grantedAt: string | undefined,
): ReadinessTimes {
    return {
        ...defaultTimes,
        timeoutSeconds: timeoutSeconds ?? defaultTimes.timeoutSeconds,
        newGrant: newGrant(delaySeconds, refusals, grantedAt, Date.now()),
    };
}

type Metadata = Partial<Pick<k8s.types.output.meta.v1.ObjectMeta, "uid" | "namespace" | "generation">>;

interface Watched extends Omit<Awaited, "kubeconfig" | "grant"> {
    readonly times: ReadinessTimes;
    readonly ticket: Ticket;
    readonly metadata: Metadata | undefined;
    readonly kubeconfig: string | undefined;
    /** Lets the run end. */
    readonly done: () => void;
    readonly onProgress: (text: string) => void;
}

async function watch(run: ProgramRun, watched: Watched): Promise<void> {
    const { kind, name, resource, times, ticket, metadata, kubeconfig, done, onLook } = watched;
    if (metadata?.uid === undefined || metadata.namespace === undefined || kubeconfig === undefined) {
        ticket.succeed();
        return;
    }
    const wanted =
        watched.wanted.kind === "activeVersion"
            ? { ...watched.wanted, generation: metadata.generation }
            : watched.wanted;
    const log = {
        progress: watched.onProgress,
        failure: (reason: string) => void pulumi.log.error(`${kind} "${name}": ${reason}`, resource),
    };
    const isAbandoned = () => {
        const abandoned = hasEnded(run.connection);
        if (abandoned) {
            done();
        }
        return abandoned;
    };
    const clock = () => performance.now();
    try {
        const poller = await pollerOf(run, kubeconfig, { kind, namespace: metadata.namespace });
        poller.add(new ResourceWatcher({ uid: metadata.uid, wanted, times, ticket, log, clock, isAbandoned, onLook }));
    } catch (error) {
        log.failure(`the cluster cannot be asked: ${describeFailure(error)}`);
        ticket.fail();
    }
}
