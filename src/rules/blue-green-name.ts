import type { Problem } from "../checks/findings";
import { isSet, known } from "./inputs";

/**
 * Words that the operator itself writes into the text of a spec in which it replaces the name: its fields, whether they are
 * set or not, and its values. Source: the classes of
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator-api/src/main/java/org/apache/flink/kubernetes/operator/api/spec.
 */
const wordsOfOperator = [
    ...["apiVersion", "kind", "metadata", "resource_metadata", "spec", "template", "configuration", "ingress"],
    ...["image", "imagePullPolicy", "serviceAccount", "flinkVersion", "flinkConfiguration", "podTemplate", "mode"],
    ...["logConfiguration", "restartNonce", "jobManager", "taskManager", "resource", "cpu", "memory", "replicas"],
    ...["ephemeralStorage", "job", "jarURI", "parallelism", "entryClass", "args", "state", "upgradeMode"],
    ...["initialSavepointPath", "allowNonRestoredState", "savepointTriggerNonce", "checkpointTriggerNonce"],
    ...["savepointRedeployNonce", "autoscalerResetNonce", "className", "annotations", "labels", "tls"],
    ...[
        "true",
        "false",
        "null",
        "native",
        "standalone",
        "running",
        "suspended",
        "savepoint",
        "last-state",
        "stateless",
    ],
];

/** Options for folders, of which it does no harm that each version has one of its own: a savepoint is found by its whole path. */
const folders =
    /^(state\.(checkpoints|savepoints)\.dir|execution\.checkpointing\.(savepoint-)?dir|high-availability\.storageDir)$/;

/**
 * Places of a spec in which the operator would write the name of a version where the resource's name stands: it replaces the
 * name as text in the whole spec. Source: `adjustNameReferences` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/bluegreen/BlueGreenUtils.java
 */
export function replacedTextProblems(name: string, spec: object): Problem[] {
    if (typeof name !== "string" || name === "") {
        return [];
    }
    const word = wordsOfOperator.find((one) => one.includes(name));
    return word === undefined
        ? texts("spec", spec).flatMap(({ path, text }) => problemOf(name, path, text))
        : [
              {
                  path: "metadata.name",
                  problem: `must not be part of the operator's own word "${word}", in which it would replace it, got "${name}"`,
              },
          ];
}

function problemOf(name: string, path: string, text: string): Problem[] {
    const option = /^spec\.template\.spec\.flinkConfiguration\["(.+)"\]$/.exec(path)?.[1] ?? "";
    if (!text.includes(name) || folders.test(option)) {
        return [];
    }
    const example = text.replaceAll(name, `${name}-blue`);
    return [
        {
            path,
            problem: `must not contain the resource's name, of which the operator would make "${example}"; choose a metadata.name that stands nowhere in the spec`,
        },
    ];
}

interface Text {
    readonly path: string;
    readonly text: string;
}

/** Every key and every text in a value, as far as they are known. */
function texts(path: string, value: unknown): Text[] {
    const given = known(value as object | string | undefined);
    if (typeof given === "string") {
        return [{ path, text: given }];
    }
    if (Array.isArray(given)) {
        return given.flatMap((item, index) => texts(`${path}[${index}]`, item));
    }
    if (typeof given !== "object") {
        return [];
    }
    const isOptions = path.endsWith("linkConfiguration");
    return Object.entries(given)
        .filter(([, item]) => isSet(item))
        .flatMap(([key, item]) => {
            const at = isOptions || !/^\w+$/.test(key) ? `${path}["${key}"]` : `${path}.${key}`;
            return [{ path: at, text: key }, ...texts(at, item)];
        });
}
