import type { Binding } from "./cluster";

/** The binding of a service account that gets nothing; what others are made of, beside what they do get. */
export const noBinding: Binding = {
    serviceAccountAnnotations: {},
    podLabels: {},
    podAnnotations: {},
    env: [],
    flinkConfiguration: () => ({}),
    dependsOn: [],
};
