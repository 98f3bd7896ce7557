import type { FlinkResource } from "./flink-resource";
import { at, isGiven, notKnown } from "./known-values";

/** Parameters of the policy on versions and images. */
export interface ReleasesConfig {
    /** Flink versions that may run, such as `1.20`. @default all */
    readonly versions?: readonly string[];
    /** Starts of the images that may run, such as `registry.example.com/flink/`. @default all */
    readonly images?: readonly string[];
    /** Images must be named by their digest. @default false */
    readonly digests?: boolean;
}

/** A cluster's Flink version and image, where they are not allowed or drift. */
export function releaseViolations({ kind, spec }: FlinkResource, config: ReleasesConfig): string[] {
    if (kind !== "FlinkDeployment") {
        return [];
    }
    return [
        ...versionViolations(at(spec, "flinkVersion"), config.versions ?? []),
        ...imageViolations(at(spec, "image"), config),
    ];
}

function versionViolations(given: unknown, versions: readonly string[]): string[] {
    const isAllowed =
        versions.length === 0 || given === notKnown || versions.some((version) => wordOf(version) === given);
    const shown = typeof given === "string" ? `"${given}"` : "nothing";
    return isAllowed ? [] : [`spec.flinkVersion must be one of ${versions.map(wordOf).join(", ")}, got ${shown}`];
}

/** `1.20` → `v1_20`, as the operator spells it. */
function wordOf(version: string): string {
    return version.startsWith("v") ? version : `v${version.replaceAll(".", "_")}`;
}

function imageViolations(image: unknown, { images = [], digests = false }: ReleasesConfig): string[] {
    if (image === notKnown || typeof image !== "string") {
        return isGiven(image) || (images.length === 0 && !digests) ? [] : ["spec.image must be set, got nothing"];
    }
    const isAllowed = images.length === 0 || images.some((start) => image.startsWith(start));
    return [
        ...(isAllowed ? [] : [`spec.image must start with one of ${images.join(", ")}, got "${image}"`]),
        ...(isFixed(image, digests)
            ? []
            : [`spec.image must have a ${digests ? "digest" : "tag other than latest, or a digest"}, got "${image}"`]),
    ];
}

// "flink:2.2.1", "host:5000/flink:2.2.1", "flink@sha256:…" yes; "flink", "flink:latest", "host:5000/flink" no
function isFixed(image: string, digests: boolean): boolean {
    const [, tag] = /:([^:/@]+)$/.exec(image.split("@")[0] ?? "") ?? [];
    return image.includes("@sha256:") || (!digests && tag !== undefined && tag !== "latest");
}
