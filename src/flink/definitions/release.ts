import type { Problem } from "../../checks/findings";
import { compareVersions, defaultOperatorRelease, operatorReleases, type OperatorRelease } from "../versions";
import { definitionFiles, type Definition } from "./files";
import { definitionFolder, definitionFolderProblems } from "./folder";
import { unless } from "../../checks/values";

/** A release of the operator that the package does not know, with what it must be told of it. */
export interface UnlistedRelease {
    /** Its number, as three numbers: `1.16.0`. It is the tag of the image, too. */
    readonly version: string;
    /**
     * Folder with the release's resource definitions as YAML files, upstream's `helm/flink-kubernetes-operator/crds`. A
     * relative path starts at the Pulumi project's folder.
     */
    readonly definitions: string;
    /** Flink versions that it runs, as `major.minor`. */
    readonly flinkVersions: readonly string[];
}

/** Facts about an operator's release. */
export interface ReleaseFacts {
    /** Its number. */
    readonly version: string;
    /** The known release by whose rules it is judged: itself, or the newest known one that is not newer. */
    readonly rulesOf: OperatorRelease;
    /** Kinds that it defines. */
    readonly kinds: readonly string[];
    /** Flink versions that it runs, as `major.minor`. */
    readonly flinkVersions: readonly string[];
    /** Container image, without tag. */
    readonly image: string;
    /** Definition of one of its kinds; undefined if the package was built without it. */
    definition(kind: string): Definition | undefined;
}

/** Facts about a release, known or not. Those of the default stand in for one that is wrong. */
export function releaseFacts(release: OperatorRelease | UnlistedRelease = defaultOperatorRelease): ReleaseFacts {
    if (typeof release === "string") {
        return knownFacts(isKnown(release) ? release : defaultOperatorRelease);
    }
    return versionProblems(release).length > 0 ? knownFacts(defaultOperatorRelease) : unlistedFacts(release);
}

/** A release by what a platform tells of it. */
export interface DefinedRelease {
    /** Its number. */
    readonly release: string;
    /** Folder with its definitions, if the package does not know it. */
    readonly definitions?: string;
}

/** Definition of a kind in an operator's release; undefined if neither the package nor a folder has it. */
export function definitionOf({ release, definitions }: DefinedRelease, kind: string): Definition | undefined {
    if (isKnown(release)) {
        return knownFacts(release).definition(kind);
    }
    return definitions === undefined ? undefined : definitionFolder(definitions).definitions.get(kind);
}

/** Problems of a release, all at once. */
export function releaseProblems(release: OperatorRelease | UnlistedRelease = defaultOperatorRelease): Problem[] {
    if (typeof release !== "string") {
        return [
            ...versionProblems(release),
            ...definitionFolderProblems("release.definitions", release.definitions),
            ...flinkVersionProblems(release),
        ];
    }
    const remedy = "for another, give its version, definitions and flinkVersions";
    const problem = `must be one of ${known.join(", ")}, got "${release}"; ${remedy}`;
    return unless(isKnown(release), "release", problem);
}

/** Warnings about a release that has no problem. */
export function releaseWarnings(release: OperatorRelease | UnlistedRelease = defaultOperatorRelease): Problem[] {
    const { version, rulesOf } = releaseFacts(release);
    const problem = `is not known to this release of the package, got "${version}"; it is judged by the rules of ${rulesOf}`;
    return unless(version === rulesOf, "release", problem);
}

const known = Object.keys(operatorReleases).sort(compareVersions) as OperatorRelease[];

function isKnown(release: string): release is OperatorRelease {
    return Object.hasOwn(operatorReleases, release);
}

function knownFacts(release: OperatorRelease): ReleaseFacts {
    const { crds, flinkVersions, image } = operatorReleases[release];
    return {
        version: release,
        rulesOf: release,
        kinds: Object.keys(crds),
        flinkVersions,
        image,
        definition: (kind) => (definitionFiles.has(release, kind) ? definitionFiles.read(release, kind) : undefined),
    };
}

function unlistedFacts({ version, definitions, flinkVersions }: UnlistedRelease): ReleaseFacts {
    const rulesOf = known.findLast((release) => compareVersions(release, version) <= 0) ?? defaultOperatorRelease;
    const folder = definitionFolder(definitions).definitions;
    return {
        version,
        rulesOf,
        kinds: [...folder.keys()].sort(),
        flinkVersions,
        image: operatorReleases[rulesOf].image,
        definition: (kind) => folder.get(kind),
    };
}

function versionProblems({ version }: UnlistedRelease): Problem[] {
    const path = "release.version";
    // "1.16.0" yes; "1.16", "v1.16.0" no
    if (!/^\d+\.\d+\.\d+$/.test(version)) {
        return [{ path, problem: `must be three numbers, such as 1.16.0, got "${version}"` }];
    }
    if (isKnown(version)) {
        return [{ path, problem: `must be one that the package does not know, got "${version}"; set release to it` }];
    }
    const [oldest = defaultOperatorRelease] = known;
    return unless(
        compareVersions(version, oldest) >= 0,
        path,
        `must be newer than ${oldest}, the oldest known one, got "${version}"`,
    );
}

function flinkVersionProblems({ flinkVersions }: UnlistedRelease): Problem[] {
    const path = "release.flinkVersions";
    return flinkVersions.length === 0
        ? [{ path, problem: "must name the Flink versions that it runs, got none" }]
        : flinkVersions.flatMap((version, index) =>
              unless(
                  /^\d+\.\d+$/.test(version),
                  `${path}[${index}]`,
                  `must be major.minor, such as 2.3, got "${version}"`,
              ),
          );
}
