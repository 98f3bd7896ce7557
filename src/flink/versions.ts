export * from "./operator-releases";
import { operatorReleases, type OperatorRelease, type OperatorReleaseFacts } from "./operator-releases";

/** Operator that is installed where nothing else is asked for. */
export const defaultOperatorRelease: OperatorRelease = "1.15.0";

/** Flink that jobs run where nothing else is asked for, as `major.minor`. */
export const defaultFlinkVersion = "2.2";

/**
 * The newest patch of each Flink version and the official image that carries it, with Java 17 from Flink 1.18 on.
 * Source: https://github.com/docker-library/official-images/blob/master/library/flink (2026-08) and, for versions that it
 * has dropped, https://flink.apache.org/downloads/.
 */
export const flinkReleases = {
    "1.15": { patch: "1.15.4", image: "flink:1.15.4-java11" },
    "1.16": { patch: "1.16.3", image: "flink:1.16.3-java11" },
    "1.17": { patch: "1.17.2", image: "flink:1.17.2-java11" },
    "1.18": { patch: "1.18.1", image: "flink:1.18.1-java17" },
    "1.19": { patch: "1.19.3", image: "flink:1.19.3-java17" },
    "1.20": { patch: "1.20.5", image: "flink:1.20.5-java17" },
    "2.0": { patch: "2.0.2", image: "flink:2.0.2-java17" },
    "2.1": { patch: "2.1.3", image: "flink:2.1.3-java17" },
    "2.2": { patch: "2.2.1", image: "flink:2.2.1-java17" },
} as const satisfies Record<string, FlinkRelease>;

/** A Flink version that the package knows, as `major.minor`. */
export type FlinkMinor = keyof typeof flinkReleases;

/** The newest patch of a Flink version and its official image; undefined for one that the package does not know. */
export function flinkRelease(flinkVersion: string): FlinkRelease | undefined {
    const releases: Readonly<Record<string, FlinkRelease>> = flinkReleases;
    return releases[flinkVersion];
}

/** Facts about a Flink version. */
export interface FlinkRelease {
    /** Its newest patch, such as `2.2.1`. */
    readonly patch: string;
    /** The official image with that patch. */
    readonly image: string;
}

/**
 * Kubernetes versions that the objects made here fit, with the day of each one's release: from 1.25 on, the first with Pod
 * Security admission as a stable feature (https://kubernetes.io/blog/2022/08/25/pod-security-admission-stable/). The tests
 * run the default.
 * Source: https://github.com/kubernetes/sig-release/tree/master/releases (2026-11), the README of each.
 */
export const kubernetesVersions = {
    default: "1.35",
    releases: {
        "1.25": { released: "2022-08-23" },
        "1.26": { released: "2022-12-09" },
        "1.27": { released: "2023-04-11" },
        "1.28": { released: "2023-08-15" },
        "1.29": { released: "2023-12-13" },
        "1.30": { released: "2024-04-17" },
        "1.31": { released: "2024-08-13" },
        "1.32": { released: "2024-12-11" },
        "1.33": { released: "2025-04-23" },
        "1.34": { released: "2025-08-27" },
        "1.35": { released: "2025-12-17" },
        "1.36": { released: "2026-04-22" },
        "1.37": { released: "2026-08-26" },
    },
} as const satisfies { readonly default: string; readonly releases: Readonly<Record<string, KubernetesRelease>> };

/** Facts about a Kubernetes version. */
export interface KubernetesRelease {
    /** Day of its first release, as `year-month-day`. */
    readonly released: string;
}

/** The S3-compatible server of clusters without an object store: https://github.com/versity/versitygw/releases. */
export const s3ServerImage = "versity/versitygw:v1.8.0";

/** Numbers of a dotted version: `1.18` → `[1, 18]`. */
export function versionNumbers(version: string): number[] {
    return version.split(".").map(Number);
}

/** Sorts dotted versions by their numbers: negative if `left` is older. */
export function compareVersions(left: string, right: string): number {
    const rightNumbers = versionNumbers(right);
    const differing = versionNumbers(left)
        .map((number, index) => number - (rightNumbers[index] ?? 0))
        .find((difference) => difference !== 0);
    return differing ?? 0;
}

/** Flink versions that an operator runs. */
export interface OperatorVersions {
    /** Number of its release. */
    readonly release: string;
    /** Flink versions that it runs, as `major.minor`. @default those of `release`, if the package knows it */
    readonly flinkVersions?: readonly string[];
}

/** The Flink versions that an operator runs, as `major.minor`. */
export function operatorFlinkVersions({ release, flinkVersions }: OperatorVersions): readonly string[] {
    const releases: Readonly<Record<string, OperatorReleaseFacts>> = operatorReleases;
    return flinkVersions ?? releases[release]?.flinkVersions ?? [];
}

/** The problem of an operator and a Flink version that are to work together; undefined if they do. */
export function flinkVersionProblem(operator: OperatorVersions, flinkVersion: string): string | undefined {
    const accepted = operatorFlinkVersions(operator);
    if (accepted.includes(flinkVersion)) {
        return undefined;
    }
    const remedy = flinkVersionRemedy(flinkVersion);
    return `must be one that operator ${operator.release} runs (${accepted.join(", ")}), got "${flinkVersion}"; ${remedy}`;
}

/** Advice for a Flink version that an operator does not run. */
export function flinkVersionRemedy(flinkVersion: string): string {
    const releases = Object.entries(operatorReleases)
        .filter(([, facts]) => facts.flinkVersions.includes(flinkVersion))
        .map(([known]) => known);
    return releases.length > 0
        ? `operator releases for it: ${releases.join(", ")}`
        : `known versions: ${Object.keys(flinkReleases).join(", ")}`;
}

/** The problem of a Kubernetes version such as `1.35`; undefined if there is none. A version newer than the known ones is no problem. */
export function kubernetesVersionProblem(version: string): string | undefined {
    const [oldest] = knownKubernetes;
    const wellFormed = /^\d+\.\d+$/.test(version); // "1.35" yes, "1.35.4" and "v1.35" no
    return wellFormed && compareVersions(version, oldest) >= 0
        ? undefined
        : `must be a Kubernetes version from ${oldest} on, as major.minor, got "${version}"`;
}

/** The warning about a Kubernetes version that has no problem; undefined if there is none. */
export function kubernetesVersionWarning(version: string): string | undefined {
    const newest = knownKubernetes.at(-1) ?? "";
    return compareVersions(version, newest) > 0
        ? `is newer than ${newest}, the newest that this release of the package knows, got "${version}"`
        : undefined;
}

const knownKubernetes = Object.keys(kubernetesVersions.releases).sort(compareVersions) as [string, ...string[]];
