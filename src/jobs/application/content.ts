import { createHash } from "node:crypto";
import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** Text that a job's pods read from a ConfigMap of its own. */
export interface Content {
    /** Purpose in one word, which stands in the ConfigMap's name, such as `file`. */
    readonly purpose: string;
    /** Mark that tells it from others of its purpose, such as the path in the container. */
    readonly place: string;
    readonly text: string;
}

/** Key of the ConfigMap that holds the text. */
export const contentKey = "content";

/**
 * Name of the ConfigMap: another text has another name, so that a pod reads the text that its spec was made with, and a
 * changed text is a changed spec.
 *
 * @param job name of the job or cluster in Kubernetes, or of the component.
 */
export function contentName(job: string, { purpose, place, text }: Content): string {
    const hash = createHash("sha256")
        .update(JSON.stringify([place, text]))
        .digest("hex");
    return `${job}-${purpose}-${hash.slice(0, 10)}`;
}

/** Most bytes of a ConfigMap's data: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation. */
const maxBytes = 1_048_576;

/** Problems of text that a ConfigMap is to hold. */
export function contentProblems(path: string, text: string): Problem[] {
    const bytes = Buffer.byteLength(text);
    const problem = `must be at most ${maxBytes} bytes, got ${bytes}; put it into the image`;
    return unless(bytes <= maxBytes, path, problem);
}
