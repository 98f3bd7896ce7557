import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../../checks/findings";
import { argumentProblems, requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import { readManifest } from "../deployment/manifest";
import { requirePlatform } from "../deployment/platform-argument";
import type { FlinkBlueGreenDeploymentArgs, FlinkBlueGreenDeploymentManifestArgs } from "./args";
import { checkFlinkBlueGreenDeploymentArgs } from "./checks";
import { knownBlueGreenManifestArgs } from "./known-arguments";
import type { BlueGreenSettings } from "./settings";

const component = "FlinkBlueGreenDeployment";

/** A FlinkBlueGreenDeployment whose arguments and options are right. */
export interface ApprovedBlueGreen extends Approved<BlueGreenSettings> {
    readonly platform: PlatformHandle;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveBlueGreen(
    name: string,
    args: FlinkBlueGreenDeploymentArgs,
    opts: pulumi.ComponentResourceOptions,
): ApprovedBlueGreen {
    requireArguments(component, name, args, ["platform", "metadata", "spec"]);
    const { platform, metadata } = args;
    requirePlatform(component, name, platform);
    const inCluster = optionsInCluster(component, name, opts, platform.cluster.provider);
    const approved = approvedOf(checkFlinkBlueGreenDeploymentArgs(name, args));
    const renamed = metadata.name === undefined ? renameWarnings(name, opts.aliases) : [];
    return {
        ...approved,
        hints: [...approved.hints, ...findingsOf(component, name, renamed)],
        platform,
        opts: inCluster,
    };
}

/** @throws pulumi.RunError with everything that is wrong with the file, or with what is said beside it. */
export function argumentsOfFile(
    name: string,
    args: FlinkBlueGreenDeploymentManifestArgs,
): FlinkBlueGreenDeploymentArgs {
    requireArguments(component, name, args, ["platform", "file"]);
    rejectFindings(findingsOf(component, name, argumentProblems(args, knownBlueGreenManifestArgs)));
    const { platform, file, readiness, deleteTimeoutSeconds, namespace, ...changes } = args;
    const { metadata, spec } = readManifest(name, file, { namespace }, component);
    const read = withChanges(spec as unknown as FlinkBlueGreenDeploymentSpec, changes);
    return { platform, metadata, spec: read, readiness, deleteTimeoutSeconds };
}

/** A manifest's spec with what a program changes in its versions. */
export function withChanges<Spec extends object>(
    spec: Spec,
    { image, flinkVersion }: Pick<FlinkBlueGreenDeploymentManifestArgs, "image" | "flinkVersion">,
): Spec {
    const { template } = spec as Partial<FlinkBlueGreenDeploymentSpec>;
    const changes = { ...(image && { image }), ...(flinkVersion && { flinkVersion }) };
    return template?.spec ? { ...spec, template: { ...template, spec: { ...template.spec, ...changes } } } : spec;
}
