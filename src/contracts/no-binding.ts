import type { Binding } from "./cluster";

/** The binding of a service account that gets nothing. Other bindings are made of it and of what they get. */
export const noBinding: Binding = {
    serviceAccountAnnotations: {},
    podLabels: {},
    podAnnotations: {},
    env: [],
    flinkConfiguration: () => ({}),
    grantDelay: { seconds: 0, refusals: [] },
    dependsOn: [],
};
