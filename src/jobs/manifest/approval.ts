import type * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { argumentProblems, requireArguments, type KnownOf } from "../../checks/known-arguments";
import { unknownNameRemedy } from "../../checks/near-name";
import { optionsInCluster } from "../../components/options";
import { failAtEnd } from "../../run/failing";
import { knownReadiness } from "../deployment/known-arguments";
import { requirePlatform } from "../deployment/platform-argument";
import type { FlinkManifestArgs } from "./args";
import { readManifestDocuments, type ManifestDocument } from "./documents";
import { ManifestResources } from "./resources";

const knownManifestArgs = {
    platform: true,
    file: true,
    image: true,
    flinkVersion: true,
    namespace: true,
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
    acceptStateLoss: "map",
} satisfies KnownOf<FlinkManifestArgs>;

/** A file whose documents can be made. */
export interface ApprovedManifest {
    readonly resources: ManifestResources;
    readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * @throws pulumi.RunError with everything that is wrong with the file, or with what is said beside it. What is wrong with its
 *     resources is left to these where the program goes on after it.
 */
export function approveManifest(
    name: string,
    args: FlinkManifestArgs,
    opts: pulumi.ComponentResourceOptions,
): ApprovedManifest {
    requireArguments("FlinkManifest", name, args, ["platform", "file"]);
    rejectFindings(findingsOf("FlinkManifest", name, argumentProblems(args, knownManifestArgs)));
    const { platform, file, namespace } = args;
    requirePlatform("FlinkManifest", name, platform);
    const inCluster = optionsInCluster("FlinkManifest", name, opts, platform.cluster.provider);
    const documents = readManifestDocuments(name, file, namespace);
    rejectFindings(findingsOf("FlinkManifest", name, leaveProblems(args, documents)));
    const resources = new ManifestResources(name, documents, args);
    if (failAtEnd() === undefined) {
        resources.check();
    }
    return { resources, opts: inCluster };
}

const ofJobs: readonly ManifestDocument["kind"][] = ["FlinkDeployment", "FlinkSessionJob"];

/** A leave is for a FlinkDeployment or a FlinkSessionJob of the file. */
function leaveProblems({ acceptStateLoss }: FlinkManifestArgs, documents: readonly ManifestDocument[]): Problem[] {
    const names = documents.filter(({ kind }) => ofJobs.includes(kind)).map(({ metadata }) => metadata.name);
    return Object.keys(acceptStateLoss ?? {})
        .filter((name) => !names.includes(name))
        .map((name) => ({
            path: `acceptStateLoss.${name}`,
            problem: `is not known; ${unknownNameRemedy(name, names)}`,
        }));
}
