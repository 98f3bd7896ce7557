import type { Problem } from "../../checks/findings";

/** Arguments of a session job by the path of the FlinkSessionJob that they become, where the two names differ. */
const argumentPaths: Readonly<Record<string, string>> = {
    "metadata.name": "jobName",
    "metadata.namespace": "namespace",
    "spec.deploymentName": "sessionCluster",
    "spec.job.jarURI": "jar",
};

/** A finding about the FlinkSessionJob, in the words of the arguments. */
export function inArguments({ path, problem }: Problem): Problem {
    return { path: argumentOf(path), problem: problem.replaceAll(/\b(?:spec|metadata)(?:\.\w+)+/g, argumentOf) };
}

/** "spec.job.args[1]" → "args[1]": what is inside a field is inside its argument. */
export function argumentOf(path: string): string {
    const field = /^[\w.]+/.exec(path)?.[0] ?? "";
    const argument = argumentPaths[field];
    return argument === undefined
        ? path.replace(/^spec\.(job\.)?|^metadata\./, "")
        : argument + path.slice(field.length);
}
