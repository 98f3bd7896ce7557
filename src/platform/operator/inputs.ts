import type { OperatorSettings } from "./settings";

/** Inputs under which an operator's component is registered: plain values for reviewers and policy packs. */
export function operatorInputs(settings: OperatorSettings) {
    const { isManaged, release, namespace, image, replicas, watchNamespaces, readNodes } = settings;
    const install = isManaged ? "managed" : "existing";
    return { release: release.version, install, namespace, image, replicas, watchNamespaces, readNodes };
}
