import type { FlinkVersion } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration, SetOption } from "./effective-configuration";
import { flinkReaches } from "./flink-version";

/** Options that were renamed so that they overlap with no other: the old name, which is the shorter of two keys. */
const newerKeys: Readonly<Record<string, string>> = {
    "high-availability": "high-availability.type",
    "state.backend": "state.backend.type",
    "restart-strategy": "restart-strategy.type",
    "env.java.opts": "env.java.opts.all",
    "kubernetes.jobmanager.cpu": "kubernetes.jobmanager.cpu.amount",
    "kubernetes.taskmanager.cpu": "kubernetes.taskmanager.cpu.amount",
    "kubernetes.container.image": "kubernetes.container.image.ref",
};

/**
 * The same where the old name is the longer key. Source: "Deprecated Keys" of
 * https://github.com/apache/flink/blob/release-2.2.1/flink-core/src/main/java/org/apache/flink/configuration/MetricOptions.java
 */
const newerLongKeys: Readonly<Record<string, string>> = {
    "metrics.scope.jm.job": "metrics.scope.jm-job",
    "metrics.scope.tm.job": "metrics.scope.tm-job",
};

/**
 * For Flink 2 no key continues another one, for its configuration file is nested (FLINK-37405): with
 * `high-availability` set there is no place for `high-availability.storageDir`. A lint: it fails when the job is made.
 */
export function keyOverlapProblems(
    configuration: EffectiveConfiguration,
    flinkVersion: FlinkVersion | undefined,
    { platform }: RuleContext,
): Problem[] {
    if (flinkVersion === undefined || !flinkReaches(flinkVersion, "2.0")) {
        return [];
    }
    const ofJob = [...configuration.values()].filter(
        ({ key }) => !/^(kubernetes\.operator|job\.autoscaler)\./.test(key),
    );
    return ofJob.flatMap((short) => {
        const longer = ofJob.filter(({ key }) => key.startsWith(`${short.key}.`));
        const renamed = longer.filter(({ key }) => newerLongKeys[key] !== undefined);
        const [other] = longer.filter((option) => !renamed.includes(option));
        return [
            ...renamed.map((long) => overlap(long, short, `use "${newerLongKeys[long.key]}"`)),
            ...(other === undefined ? [] : [overlapOf(short, other, platform?.options ?? [])]),
        ];
    });
}

/** The problem stands at the key that a user can change, and what the platform sets is never the one to go. */
function overlapOf(short: SetOption, long: SetOption, ofPlatform: readonly string[]): Problem {
    const newer = newerKeys[short.key];
    if (newer !== undefined && !ofPlatform.includes(short.key)) {
        return overlap(short, long, `use "${newer}"`);
    }
    const owner = ({ key, path }: SetOption) =>
        ofPlatform.includes(key)
            ? "the platform"
            : path.startsWith("spec.")
              ? undefined
              : "the operator's configuration";
    const [own, other] = owner(short) !== undefined && owner(long) === undefined ? [long, short] : [short, long];
    return owner(other) === undefined
        ? overlap(own, other, "remove one of them")
        : {
              path: own.path,
              problem: `cannot be combined with "${other.key}" of ${owner(other)} from Flink 2.0 on; remove it`,
          };
}

function overlap({ path }: SetOption, { key }: SetOption, remedy: string): Problem {
    return { path, problem: `cannot be combined with "${key}" from Flink 2.0 on; ${remedy}` };
}
