import type { ClusterFacts } from "../../contracts/cluster";
import type { OperatorHandle } from "../../contracts/platform";
import type { Problem } from "../../checks/findings";
import { problemIf, textProblems } from "../../checks/values";
import { flinkRelease, flinkVersionProblem } from "../../flink/versions";
import type { FlinkJobArgs } from "./args";
import type { JobSettings } from "./settings";

/** Surroundings that an application's version must fit. */
export interface VersionFacts {
    readonly operator: Pick<OperatorHandle, "release" | "flinkVersions">;
    readonly cluster: Pick<ClusterFacts, "flinkVersionProblem">;
}

/** Problems of an application's Flink version: with its operator, its patch, its image, its state store. */
export function versionProblems(
    args: FlinkJobArgs,
    { flinkVersion, flinkPatch }: JobSettings,
    { operator, cluster }: VersionFacts,
): Problem[] {
    if (typeof args.flinkVersion === "number") {
        return [{ path: "flinkVersion", problem: numberAsVersionProblem(args.flinkVersion) }];
    }
    const problem = flinkVersionProblem(operator, flinkVersion);
    if (problem !== undefined) {
        return [{ path: "flinkVersion", problem }];
    }
    const patch = args.flinkPatchVersion;
    if (flinkRelease(flinkVersion) === undefined && (args.image === undefined || patch === undefined)) {
        return unknownFlinkProblems(flinkVersion, args);
    }
    if (patch !== undefined && typeof patch !== "string") {
        return textProblems("flinkPatchVersion", patch);
    }
    if (patch !== undefined && !patch.startsWith(`${flinkVersion}.`)) {
        return [
            { path: "flinkPatchVersion", problem: `must be a patch of flinkVersion "${flinkVersion}", got "${patch}"` },
        ];
    }
    const storeProblem = cluster.flinkVersionProblem(flinkPatch);
    return problemIf(patch === undefined ? "flinkVersion" : "flinkPatchVersion", storeProblem);
}

/** The problem of a version that is written as a number: the zero at its end is lost. */
export function numberAsVersionProblem(version: number): string {
    const meant = [`${version}0`, `${version}.0`].find((text) => flinkRelease(text) !== undefined);
    const hint = meant === undefined ? "" : `, for ${meant} without them reads so`;
    return `must be text, got ${version}; put it in quotes${hint}`;
}

/** A Flink that the operator runs and the package does not know: its image and exact version must be given. */
function unknownFlinkProblems(version: string, { image, flinkPatchVersion }: FlinkJobArgs): Problem[] {
    const given = { image, flinkPatchVersion };
    const missing = (["image", "flinkPatchVersion"] as const).filter((path) => given[path] === undefined);
    return missing.map((path) => ({
        path,
        problem: `is required: the package does not know ${path === "image" ? "an image" : "the newest patch"} of Flink ${version}`,
    }));
}
