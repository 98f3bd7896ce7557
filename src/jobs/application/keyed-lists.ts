/** A list of which the items of two templates stand together. */
export interface KeyedList {
    /** Fields by which an item of one template meets one of the other. */
    readonly keys: readonly string[];
    /** Items that meet are merged; otherwise the upper one stands in the place of the lower one. */
    readonly merged: boolean;
}

/**
 * Such lists by their field. The keys are those by which Kubernetes itself tells the items apart: `patchMergeKey` in
 * https://github.com/kubernetes/api/blob/v0.35.0/core/v1/types.go, and for tolerations `MatchToleration` in
 * https://github.com/kubernetes/api/blob/v0.35.0/core/v1/toleration.go.
 */
export const keyedLists: Readonly<Record<string, KeyedList>> = {
    containers: { keys: ["name"], merged: true },
    initContainers: { keys: ["name"], merged: true },
    // Of the sources of a volume or a variable only one may be set, so that nothing of the base's may stay.
    volumes: { keys: ["name"], merged: false },
    env: { keys: ["name"], merged: false },
    volumeMounts: { keys: ["mountPath"], merged: false },
    ports: { keys: ["containerPort", "protocol"], merged: false },
    imagePullSecrets: { keys: ["name"], merged: false },
    tolerations: { keys: ["key", "operator", "value", "effect"], merged: false },
};

/** What Kubernetes takes where an item leaves a key out. */
const implied: Readonly<Record<string, string>> = { protocol: "TCP", operator: "Equal" };

/** The key of an item; one without its first part is like no other. */
export function keyOf(item: unknown, { keys: [first = "", ...rest] }: KeyedList): unknown {
    const fields = typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
    const main = fields[first];
    return typeof main === "string" || typeof main === "number"
        ? [trimmed(main), ...rest.map((key) => fields[key] ?? implied[key] ?? "")].join("\n")
        : Symbol();
}

function trimmed(key: string | number): string {
    return String(key).replace(/(.)\/+$/, "$1"); // "/opt/flink/log/" → "/opt/flink/log"
}
