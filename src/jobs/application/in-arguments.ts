import type { Problem } from "../../checks/findings";

/** Arguments of an application by the path of the FlinkDeployment that they become, where the two names differ. */
const argumentPaths: Readonly<Record<string, string>> = {
    "metadata.name": "name",
    "metadata.namespace": "namespace",
    "spec.job.jarURI": "jar",
    "spec.job.entryClass": "entryClass",
    "spec.job.args": "args",
    "spec.job.parallelism": "parallelism",
    "spec.job.state": "state",
    "spec.job.upgradeMode": "upgradeMode",
    "spec.job.initialSavepointPath": "initialSavepointPath",
    "spec.job.savepointRedeployNonce": "savepointRedeployNonce",
    "spec.job.allowNonRestoredState": "allowNonRestoredState",
    "spec.jobManager.resource.memory": "jobManager.memoryMiB",
    "spec.taskManager.resource.memory": "taskManager.memoryMiB",
    "spec.jobManager.resource.cpu": "jobManager.cpu",
    "spec.taskManager.resource.cpu": "taskManager.cpu",
};

/** A rule's finding about the FlinkDeployment, in the words of the application's arguments. */
export function inArguments({ path, problem }: Problem): Problem {
    const argument = argumentOf(path);
    const sentence = problem
        .replaceAll(/\b(?:spec|metadata)(?:\.\w+)+/g, argumentOf) // "spec.flinkConfiguration" yes; "replicas", "spec" no
        .replaceAll(/"v(\d+)_(\d+)"/g, '"$1.$2"'); // "v2_2" with its quotes yes
    return { path: argument, problem: argument.endsWith(".memoryMiB") ? inMiB(sentence) : sentence };
}

/** "spec.job.args[1]" → "args[1]": what is inside a field is inside its argument. */
function argumentOf(path: string): string {
    const field = /^[\w.]+/.exec(path)?.[0] ?? "";
    const argument = argumentPaths[field];
    return argument === undefined
        ? path.replace(/^spec\.|^metadata\.(?=labels|annotations)/, "")
        : argument + path.slice(field.length);
}

/** `at least 577m, got "512m"` → `at least 577, got 512`. */
function inMiB(sentence: string): string {
    return sentence.replaceAll(/"?\b(\d+)m\b"?/g, "$1");
}
