import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { isHighAvailabilityOff, optionOf, switchOf } from "./flink-options";

const operatorKeys = ["kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id"];

/** Keys that belong to the operator are not set: rules 5, 6 and 7. */
export function forbiddenKeyProblems(configuration: EffectiveConfiguration): Problem[] {
    return operatorKeys
        .map((key) => configuration.get(key))
        .filter((option) => option !== undefined)
        .map(({ path }) => ({ path, problem: "cannot be set here; the operator sets it" }));
}

/** Rollback has high availability to go back with: rule 8. */
export function rollbackProblems(configuration: EffectiveConfiguration): Problem[] {
    const names = ["kubernetes.operator.deployment.rollback.enabled"];
    const { value, problems } = switchOf(configuration, names, false);
    const option = optionOf(configuration, names);
    if (value !== true || option === undefined || !isHighAvailabilityOff(configuration)) {
        return [...problems];
    }
    const remedy = `set "high-availability.type" to "kubernetes" and "high-availability.storageDir", or take it away`;
    return [{ path: option.path, problem: `needs high availability; ${remedy}` }];
}

/** The health check can recover what it finds: rule 9. */
export function healthCheckProblems(configuration: EffectiveConfiguration): Problem[] {
    const names = ["kubernetes.operator.cluster.health-check.enabled"];
    const recovery = "kubernetes.operator.jm-deployment-recovery.enabled";
    const check = switchOf(configuration, names, false);
    const recovers = switchOf(configuration, [recovery], true);
    const option = optionOf(configuration, names);
    const isMissing = check.value === true && recovers.value === false && option !== undefined;
    return [
        ...check.problems,
        ...recovers.problems,
        ...(isMissing ? [{ path: option.path, problem: `needs "${recovery}"; do not set that to false` }] : []),
    ];
}
