import { deploymentInputs } from "../deployment/inputs";
import type { BlueGreenSettings } from "./settings";

/** Inputs under which the component is registered: plain values for reviewers and policy packs, without what may hold a secret. */
export function blueGreenInputs({ name, namespace, spec, ...settings }: BlueGreenSettings) {
    const ofVersions = { ...settings, name, namespace, spec: spec.template.spec };
    return {
        ...deploymentInputs({ ...ofVersions, scaledByOthers: false, acceptStateLoss: undefined }),
        configuration: spec.configuration,
    };
}
