import type * as pulumi from "@pulumi/pulumi";
import { folderIn } from "./folders";
import type { Surroundings } from "./surroundings";

const placeholder = "{jobFiles}";

/** Whether a text names the job's own folder in the state store. */
export function namesJobFiles(text: pulumi.Input<string> | undefined): text is string {
    return typeof text === "string" && text.includes(placeholder);
}

/** Puts the URI of a job's own folder, by the plugin for files and beside the folders of its state, into texts that name it. */
export function jobFilesIn(jobName: string, { cluster, jobNamespace }: Surroundings) {
    return (text: pulumi.Input<string>): pulumi.Input<string> => {
        if (!namesJobFiles(text)) {
            return text;
        }
        const folder = folderIn(cluster.stateStore.files.uri, `${jobNamespace.statePrefix}/${jobName}`);
        const filled = (uri: string) => text.replaceAll(placeholder, uri);
        return typeof folder === "string" ? filled(folder) : folder.apply(filled);
    };
}
