import type { FlinkResource } from "./flink-resource";
import { isGiven } from "./known-values";

/** Parameters of the policy on labels. */
export interface LabelsConfig {
    /** Labels that every job must have, such as `team`. @default none */
    readonly labels?: readonly string[];
}

/** Labels that a job lacks. */
export function labelViolations({ labels }: FlinkResource, { labels: required = [] }: LabelsConfig): string[] {
    return required
        .filter((label) => !isGiven(labels.get(label)))
        .map((label) => `metadata.labels must have "${label}"; add it to labels of the job`);
}
