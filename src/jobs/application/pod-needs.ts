import { contentName } from "./content";
import { schemeOf } from "./file-schemes";
import { namesJobFiles } from "./job-files";
import { jobProgram } from "./programs";
import type { JobSettings } from "./settings";
import { scriptContent } from "./sql-script";

/** Needs of jobs in the pods that they run in. */
export interface PodNeeds {
    /** They name their folder in the state store. */
    readonly jobFiles: boolean;
    /** Schemes of the files that Flink fetches for them. */
    readonly schemes: readonly string[];
    /** ConfigMap with their script. @default none */
    readonly script?: string | undefined;
}

/** Needs of a cluster without a job. */
export const noNeeds: PodNeeds = { jobFiles: false, schemes: [] };

/** Needs of an application's job in its pods. */
export function jobNeeds(settings: JobSettings): PodNeeds {
    const { jobName, python, script } = settings;
    const { jar, args = [] } = jobProgram(settings);
    const fetched = [jar, ...(python?.files ?? []), ...(python?.archives ?? []), python?.requirements];
    return {
        jobFiles: [jar, ...args].some(namesJobFiles),
        schemes: fetched.flatMap((uri) => (typeof uri === "string" ? (schemeOf(uri) ?? []) : [])),
        script: script?.text === undefined ? undefined : contentName(jobName, scriptContent(script.text)),
    };
}
