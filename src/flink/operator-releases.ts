import data from "./operator-releases.json";

/** Kinds that the operator may define. */
export type FlinkKind = "FlinkDeployment" | "FlinkSessionJob" | "FlinkStateSnapshot" | "FlinkBlueGreenDeployment";

/** One release of the operator. */
export interface OperatorReleaseFacts {
    /** Flink versions that its definitions accept and its code still runs (1.15 and newer), as `major.minor`. */
    readonly flinkVersions: readonly string[];
    /** File of each kind's definition and its sha256. */
    readonly crds: Readonly<Partial<Record<FlinkKind, { readonly file: string; readonly sha256: string }>>>;
    /**
     * Container image, without tag; the tag is the release. It comes from the registry of upstream's chart: Docker Hub,
     * which has it too, limits anonymous pulls by address, and nodes behind one NAT share theirs.
     * https://docs.docker.com/docker-hub/usage/
     */
    readonly image: string;
}

/**
 * Operator releases by number, oldest first: https://github.com/apache/flink-kubernetes-operator/releases. A release is
 * added with `npm run crds -- --add`.
 */
export const operatorReleases = typed(data.releases);

/** A release of the operator that the package knows. */
export type OperatorRelease = keyof typeof operatorReleases;

/** Spells the releases out in the published types, which then need no JSON file. */
function typed<Release extends string>(
    releases: Record<Release, OperatorReleaseFacts>,
): Readonly<Record<Release, OperatorReleaseFacts>> {
    return releases;
}
