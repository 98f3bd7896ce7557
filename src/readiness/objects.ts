import type { Observation, Warning } from "./observation";
import { isUnderway, podTroubles, processOf, type PodObject } from "./pods";
import type { FlinkStatus } from "./status";
import { isTakenUp, versionNames, type SwitchSpec } from "./switch-spec";

/** A Flink resource as the API server lists it: the fields that are read here. */
export interface FlinkObject {
    readonly metadata: {
        readonly name: string;
        readonly uid: string;
        readonly generation?: number;
        readonly creationTimestamp?: string;
        readonly deletionTimestamp?: string;
        readonly managedFields?: readonly ManagedFields[];
        readonly ownerReferences?: readonly { readonly uid?: string }[];
    };
    readonly spec?: { readonly deploymentName?: string } & SwitchSpec;
    readonly status?: FlinkStatus | null;
    /** Versions of a FlinkBlueGreenDeployment. @default it is of another kind */
    readonly versions?: readonly FlinkObject[];
}

interface ManagedFields {
    readonly time?: string;
    readonly subresource?: string;
    readonly fieldsV1?: object;
}

type Time = string | Date;

/** A Kubernetes event: the fields that are read here. */
export interface EventObject {
    readonly involvedObject: { readonly uid?: string; readonly name?: string };
    readonly type?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly firstTimestamp?: Time | null;
    readonly lastTimestamp?: Time | null;
    readonly eventTime?: Time | null;
}

/** Objects that belong to the resources: pods, events, deployments. */
export interface Details {
    readonly events: readonly EventObject[];
    /** Names of pods that have begun to pull an image. */
    readonly pulling: readonly string[];
    readonly pods: readonly PodObject[];
    /** Error of the API server, if they could not be listed. */
    readonly unavailable?: string;
}

/** One look at a resource, made of the objects in its namespace. */
export function observe(resource: FlinkObject, details: Details): Observation {
    return resource.versions === undefined
        ? observeOne(resource, details)
        : observeVersion(resource, resource.versions, details);
}

/** The status that a look at a resource shows; of a FlinkBlueGreenDeployment that of its version, and which one it is. */
export function shownStatus(resource: FlinkObject | undefined): FlinkStatus | undefined {
    const { versions, status } = resource ?? {};
    const shown = resource && versions && versions.find(isOf(versionNames(resource.metadata.name, status).version));
    return versions === undefined
        ? (status ?? undefined)
        : { ...shown?.status, ...(status?.blueGreenState && { blueGreenState: status.blueGreenState }) };
}

const isOf = (name: string) => (one: FlinkObject) => one.metadata.name === name;

function observeVersion(resource: FlinkObject, versions: readonly FlinkObject[], details: Details): Observation {
    const { metadata, status, spec } = resource;
    const { version, other } = versionNames(metadata.name, status);
    const one = versions.find(isOf(version));
    return {
        ...(one === undefined ? unseen : observeOne(one, details)),
        ofSwitch: {
            generation: metadata.generation ?? 1,
            deleting: metadata.deletionTimestamp !== undefined,
            status: status ?? {},
            takenUp: isTakenUp(spec, status?.lastReconciledSpec),
            version,
            exists: one !== undefined,
            ...(versions.some(isOf(other)) && { other }),
        },
    };
}

const unseen: Observation = { generation: 1, deleting: false, warnings: [], pods: [], jobManagerUnderway: false };

function observeOne(resource: FlinkObject, { events, pods, pulling }: Details): Observation {
    const { metadata, status } = resource;
    // A session job runs in the pods of its cluster.
    const cluster = resource.spec?.deploymentName ?? metadata.name;
    const own = pods.filter((pod) => pod.metadata?.labels?.["app"] === cluster);
    return {
        generation: metadata.generation ?? 1,
        deleting: metadata.deletionTimestamp !== undefined,
        ...(status === undefined || status === null ? {} : { status }),
        warnings: warningsOf(resource, events),
        pods: own.flatMap(podTroubles),
        jobManagerUnderway: own.some((pod) => processOf(pod) === "JobManager" && isUnderway(pod, pulling)),
    };
}

// Event times are whole seconds, and the operator's clock may be behind the API server's.
const clockToleranceMs = 2000;

function warningsOf(resource: FlinkObject, events: readonly EventObject[]): Warning[] {
    const since = specChangedAt(resource) - clockToleranceMs;
    return events
        .filter(({ type, involvedObject }) => type === "Warning" && involvedObject.uid === resource.metadata.uid)
        .map((event) => ({ event, last: milliseconds(event.lastTimestamp ?? event.eventTime) }))
        .filter(({ last }) => last >= since)
        .sort((left, right) => left.last - right.last)
        .map(({ event, last }) => ({
            reason: event.reason ?? "",
            message: event.message ?? "",
            spanSeconds: (last - Math.max(milliseconds(event.firstTimestamp ?? event.eventTime), since)) / 1000,
        }));
}

/** Time of the spec's last change, in milliseconds since 1970, by the record that the API server keeps of each writer. */
function specChangedAt({ metadata }: FlinkObject): number {
    const times = (metadata.managedFields ?? [])
        .filter(({ subresource, fieldsV1 }) => (subresource ?? "") === "" && "f:spec" in (fieldsV1 ?? {}))
        .map(({ time }) => milliseconds(time));
    return Math.max(milliseconds(metadata.creationTimestamp), ...times);
}

function milliseconds(time: Time | null | undefined): number {
    return time === undefined || time === null ? 0 : new Date(time).getTime();
}
