import type { PodTrouble } from "./observation";

/** A pod: the fields that are read here. */
export interface PodObject {
    readonly metadata?: {
        readonly name?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly deletionTimestamp?: string | Date;
    };
    readonly status?: {
        readonly phase?: string;
        readonly conditions?: readonly Condition[];
        readonly initContainerStatuses?: readonly ContainerStatus[];
        readonly containerStatuses?: readonly ContainerStatus[];
    };
}

interface Condition {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
}

interface ContainerStatus {
    readonly name: string;
    readonly restartCount?: number;
    readonly state?: ContainerState;
    readonly lastState?: ContainerState;
}

interface ContainerState {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: object;
    readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string };
}

/** Process that a pod is. */
export function processOf({ metadata }: PodObject): PodTrouble["process"] {
    return metadata?.labels?.["component"] === "taskmanager" ? "TaskManager" : "JobManager";
}

// Kubernetes 1.29 and newer say by this condition that a pod's volumes and network are there:
// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-has-network. Before, only the event of the pull that
// comes next says so.
const prepared = "PodReadyToStartContainers";

// A container that has ended so often is in a crash loop, also while it runs.
const crashLoopRestarts = 3;

/** True for a pod with its volumes and network whose container is being pulled, or runs without a crash loop. */
export function isUnderway(pod: PodObject, pulling: readonly string[]): boolean {
    if (pod.metadata?.deletionTimestamp !== undefined || podTroubles(pod).length > 0) {
        return false;
    }
    const containers = pod.status?.containerStatuses ?? [];
    if (containers.some(({ state }) => state?.running !== undefined)) {
        return containers.every(({ restartCount }) => (restartCount ?? 0) < crashLoopRestarts);
    }
    const hasVolumes = (pod.status?.conditions ?? []).some(
        ({ type, status }) => type === prepared && status === "True",
    );
    return hasVolumes || pulling.includes(pod.metadata?.name ?? "");
}

/** Reasons why a pod does not run. */
export function podTroubles(pod: PodObject): PodTrouble[] {
    const name = pod.metadata?.name ?? "";
    const process = processOf(pod);
    const unschedulable = (pod.status?.conditions ?? []).find(
        ({ type, status, reason }) => type === "PodScheduled" && status === "False" && reason === "Unschedulable",
    );
    if (unschedulable !== undefined) {
        return [{ pod: name, process, kind: "unschedulable", text: sentence("Unschedulable", unschedulable.message) }];
    }
    const containers = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
    return containers.flatMap((container) => {
        const text = containerTrouble(container) ?? (process === "JobManager" ? crashLoop(container) : undefined);
        return text === undefined ? [] : [{ pod: name, process, kind: "container" as const, text }];
    });
}

// Reasons of a container that is about to start; any other reason is a trouble.
const ordinaryReasons = ["ContainerCreating", "PodInitializing"];

function containerTrouble({ name, state, lastState }: ContainerStatus): string | undefined {
    const waiting = state?.waiting;
    return waiting?.reason === undefined || ordinaryReasons.includes(waiting.reason)
        ? undefined
        : `container ${name} ${sentence(waiting.reason, waiting.message)}${endOf(lastState?.terminated)}`;
}

/**
 * A crash loop whose container runs or has just ended: without this a look at that moment would not tell why. A TaskManager
 * that has crashed before and runs is no trouble: what the job makes of it counts.
 */
function crashLoop({ name, restartCount = 0, state, lastState }: ContainerStatus): string | undefined {
    const crash = state?.terminated ?? lastState?.terminated;
    return crash === undefined || restartCount < crashLoopRestarts
        ? undefined
        : `container ${name} was restarted ${restartCount} times${endOf(crash)}`;
}

/** End of a container, as the end of a sentence about it. */
function endOf(crash: ContainerState["terminated"]): string {
    return crash === undefined
        ? ""
        : `; it ended with ${sentence(`${crash.reason ?? "an error"} (exit code ${crash.exitCode})`, lastWords(crash.message))}`;
}

/**
 * Last words of a container. With `terminationMessagePolicy: FallbackToLogsOnError` that is the end of its log, of
 * which the last line that names an exception says most.
 */
function lastWords(message: string | undefined): string | undefined {
    const lines = (message ?? "").split("\n").filter((line) => line.trim() !== "");
    // "Caused by: java.lang.IllegalStateException: no topic" yes, "    at java.base/java.lang.ExceptionTable.get" no
    return lines.findLast((line) => /^\S.*(Exception|Error)\b/.test(line)) ?? lines.at(-1);
}

function sentence(reason: string, message: string | undefined): string {
    return message === undefined || message.trim() === "" ? reason : `${reason}: ${message.trim()}`;
}
