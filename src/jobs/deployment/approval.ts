import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../../checks/findings";
import { argumentProblems, requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs } from "./args";
import { checkFlinkDeploymentArgs } from "./checks";
import { knownManifestArgs } from "./known-arguments";
import { readManifest } from "./manifest";
import { requirePlatform } from "./platform-argument";
import type { DeploymentSettings } from "./settings";

/** A FlinkDeployment whose arguments and options are right. */
export interface ApprovedDeployment extends Approved<DeploymentSettings> {
    readonly platform: PlatformHandle;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveDeployment(
    name: string,
    args: FlinkDeploymentArgs,
    opts: pulumi.ComponentResourceOptions,
): ApprovedDeployment {
    requireArguments("FlinkDeployment", name, args, ["platform", "metadata", "spec"]);
    const { platform, metadata } = args;
    requirePlatform("FlinkDeployment", name, platform);
    const inCluster = optionsInCluster("FlinkDeployment", name, opts, platform.cluster.provider);
    const approved = approvedOf(checkFlinkDeploymentArgs(name, args));
    const renamed = metadata.name === undefined ? renameWarnings(name, opts.aliases) : [];
    const hints = [...approved.hints, ...findingsOf("FlinkDeployment", name, renamed)];
    return { ...approved, hints, platform, opts: inCluster };
}

/** @throws pulumi.RunError with everything that is wrong with the file, or with what is said beside it. */
export function argumentsOfManifest(name: string, args: FlinkDeploymentManifestArgs): FlinkDeploymentArgs {
    requireArguments("FlinkDeployment", name, args, ["platform", "file"]);
    rejectFindings(findingsOf("FlinkDeployment", name, argumentProblems(args, knownManifestArgs)));
    const { platform, file, readiness, deleteTimeoutSeconds, scaledByOthers, acceptStateLoss, ...overrides } = args;
    const more = { readiness, deleteTimeoutSeconds, scaledByOthers, acceptStateLoss };
    return { platform, ...more, ...readManifest(name, file, overrides) };
}
