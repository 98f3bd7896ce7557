import type { FlinkVersion } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { isHighAvailabilityOff, optionOf, switchOf } from "./flink-options";
import { flinkReaches } from "./flink-version";

const operatorKeys = ["kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id"];

/** Keys that belong to the operator are not set: rules 5, 6 and 7. */
export function forbiddenKeyProblems(configuration: EffectiveConfiguration): Problem[] {
    return operatorKeys
        .map((key) => configuration.get(key))
        .filter((option) => option !== undefined)
        .map(({ path }) => ({ path, problem: "must not be set, for the operator sets it; remove it" }));
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

/**
 * For Flink 2 no key continues another one, for its configuration file is nested (FLINK-37405): with
 * `high-availability` set there is no place for `high-availability.storageDir`. A lint: it fails when the job is made.
 */
export function keyPrefixProblems(
    configuration: EffectiveConfiguration,
    flinkVersion: FlinkVersion | undefined,
): Problem[] {
    if (flinkVersion === undefined || !flinkReaches(flinkVersion, "2.0")) {
        return [];
    }
    const ofJob = [...configuration.values()].filter(({ key }) => !key.startsWith("kubernetes.operator."));
    return ofJob.flatMap(({ key, path }) => {
        const longer = ofJob.find((other) => other.key.startsWith(`${key}.`))?.key;
        return longer === undefined || key.startsWith("job.autoscaler.")
            ? []
            : [{ path, problem: `cannot be combined with "${longer}" from Flink 2.0 on; ${newerKey(key)}` }];
    });
}

const newerKeys: Readonly<Record<string, string>> = {
    "high-availability": "high-availability.type",
    "state.backend": "state.backend.type",
    "kubernetes.jobmanager.cpu": "kubernetes.jobmanager.cpu.amount",
    "kubernetes.taskmanager.cpu": "kubernetes.taskmanager.cpu.amount",
    "kubernetes.container.image": "kubernetes.container.image.ref",
};

function newerKey(key: string): string {
    const newer = newerKeys[key];
    return newer === undefined ? "remove one of them" : `use "${newer}"`;
}
