type Json = Record<string, any>;

/**
 * The pods of a process as the operator makes them of a spec, with a switch of its configuration for lists of named things.
 * Source: `applyPodTemplate` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/config/FlinkConfigBuilder.java
 * and `mergeInto` of `FlinkUtils` beside it.
 */
export function podsOf(spec: Json, process: "jobManager" | "taskManager", byName = false): Json {
    const [common, own] = [spec["podTemplate"], spec[process]?.podTemplate];
    if (common === undefined || own === undefined) {
        return structuredClone(common ?? own);
    }
    const merged = structuredClone(common) as Json;
    mergeInto(merged, own as Json, byName);
    return merged;
}

function mergeInto(to: Json, from: Json, byName: boolean): void {
    for (const [field, value] of Object.entries(from)) {
        const present = to[field];
        if (Array.isArray(present) && Array.isArray(value)) {
            to[field] = mergedLists(present, value, byName);
        } else if (isObject(present) && isObject(value)) {
            mergeInto(present, value, byName);
        } else {
            to[field] = structuredClone(value);
        }
    }
}

function mergedLists(to: unknown[], from: unknown[], byName: boolean): unknown[] {
    if (byName && [...to, ...from].every((item) => isObject(item) && "name" in item)) {
        const byItsName = new Map(to.map((item) => [(item as Json)["name"], item as Json]));
        // Of two items of one name in a list the last stays.
        for (const [name, item] of new Map(from.map((each) => [(each as Json)["name"], each as Json]))) {
            const present = byItsName.get(name);
            if (present === undefined) {
                byItsName.set(name, structuredClone(item));
            } else {
                mergeInto(present, item, byName);
            }
        }
        return [...byItsName.values()];
    }
    const items = structuredClone([...to, ...from.slice(to.length)]);
    from.forEach((item, index) => {
        const present = items[index];
        if (isObject(present) && isObject(item)) {
            mergeInto(present, item, byName);
        }
    });
    return items;
}

function isObject(value: unknown): value is Json {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
