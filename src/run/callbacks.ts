import * as pulumi from "@pulumi/pulumi";

/** Whether there is an engine that calls the program back, for hooks and transforms; mocks do not. */
export function takesCallbacks(): boolean {
    const monitor: { readonly registerResourceHook?: unknown } | undefined = pulumi.runtime.getMonitor();
    return monitor?.registerResourceHook !== undefined;
}
