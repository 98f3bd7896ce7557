import * as pulumi from "@pulumi/pulumi";
import type { ClusterModule, FilesystemPlugin, StateStore } from "../../contracts/cluster";
import { defaultFlinkVersion, flinkRelease } from "../../flink/versions";
import { applicationDefaults, type FlinkJobArgs } from "./args";
import { jobConfiguration, optionNames, stateConfiguration, type FlinkConfiguration } from "./configuration";
import type { JobNamespaceHandle } from "../../contracts/platform";
import { mergePodTemplates, placementTemplate, podTemplate } from "./pod-template";
import type { FlinkDeploymentSpec, FlinkVersion, JobSpec } from "../../flink/types/deployment";

/** What an application's spec takes from its surroundings. */
export interface Surroundings {
    readonly cluster: Pick<ClusterModule, "stateStore" | "nodes" | "disruptionAnnotations">;
    readonly jobNamespace: Pick<JobNamespaceHandle, "serviceAccountName" | "binding" | "statePrefix">;
}

/** The FlinkDeployment of an application: its arguments, defaults, and state under the cluster's state store. */
export function buildSpec(name: string, args: FlinkJobArgs, surroundings: Surroundings): FlinkDeploymentSpec {
    const { cluster, jobNamespace } = surroundings;
    const flinkVersion = args.flinkVersion ?? defaultFlinkVersion;
    const release = flinkRelease(flinkVersion);
    // The checks want both given for a version without a known release.
    const flinkPatch = args.flinkPatchVersion ?? release?.patch ?? flinkVersion;
    const { jobManager, taskManager } = applicationDefaults;
    const root = statePath(name, surroundings);
    return {
        image: args.image ?? release?.image,
        flinkVersion: `v${flinkVersion.replace(".", "_")}` as FlinkVersion,
        serviceAccount: jobNamespace.serviceAccountName,
        flinkConfiguration: {
            ...cluster.stateStore.flinkConfiguration(flinkPatch),
            ...jobNamespace.binding.flinkConfiguration(flinkPatch),
            ...stateConfiguration(optionNames(flinkVersion), root),
            ...jobConfiguration(args, flinkVersion),
            ...asStrings(args.flinkConfiguration),
        },
        podTemplate: mergePodTemplates(
            podTemplate({
                binding: jobNamespace.binding,
                plugins: enabledPlugins(cluster.stateStore, args),
                flinkPatch,
            }),
            args.podTemplate,
        ),
        jobManager: {
            resource: {
                memory: `${args.jobManager?.memoryMiB ?? jobManager.memoryMiB}m`,
                cpu: args.jobManager?.cpu ?? jobManager.cpu,
            },
            replicas: args.jobManager?.replicas ?? jobManager.replicas,
            podTemplate: placementTemplate(cluster.nodes.jobManager, cluster.disruptionAnnotations),
        },
        taskManager: {
            resource: {
                memory: `${args.taskManager?.memoryMiB ?? taskManager.memoryMiB}m`,
                cpu: args.taskManager?.cpu ?? taskManager.cpu,
            },
            podTemplate: placementTemplate(cluster.nodes.taskManager, cluster.disruptionAnnotations),
        },
        job: jobSpec(args, jobFiles(name, surroundings)),
        ...(args.restartNonce === undefined ? {} : { restartNonce: args.restartNonce }),
    };
}

/** Root of an application's state: `<store>/<namespace's prefix>/<application>`. */
export function statePath(name: string, { cluster, jobNamespace }: Surroundings): pulumi.Output<string> {
    return folderIn(cluster.stateStore.uri, name, jobNamespace);
}

/** The job's own folder in the state store, by the plugin for files; beside the folders of its state. */
function jobFiles(name: string, { cluster, jobNamespace }: Surroundings): pulumi.Output<string> {
    return folderIn(cluster.stateStore.files.uri, name, jobNamespace);
}

function folderIn(
    store: pulumi.Output<string>,
    name: string,
    { statePrefix }: Pick<JobNamespaceHandle, "statePrefix">,
): pulumi.Output<string> {
    return pulumi.interpolate`${store}/${statePrefix}/${name}`;
}

const jobFilesPlaceholder = "{jobFiles}";

function namesJobFiles(argument: pulumi.Input<string>): argument is string {
    return typeof argument === "string" && argument.includes(jobFilesPlaceholder);
}

function withJobFiles(argument: pulumi.Input<string>, folder: pulumi.Output<string>): pulumi.Input<string> {
    return namesJobFiles(argument) ? folder.apply((uri) => argument.replaceAll(jobFilesPlaceholder, uri)) : argument;
}

function jobSpec(args: FlinkJobArgs, files: pulumi.Output<string>): JobSpec {
    const defaults = applicationDefaults;
    return {
        ...(args.jar === undefined ? {} : { jarURI: args.jar }),
        ...(args.entryClass === undefined ? {} : { entryClass: args.entryClass }),
        ...(args.args === undefined ? {} : { args: args.args.map((argument) => withJobFiles(argument, files)) }),
        parallelism: args.parallelism ?? defaults.parallelism,
        state: args.state ?? defaults.state,
        upgradeMode: args.upgradeMode ?? defaults.upgradeMode,
        allowNonRestoredState: args.allowNonRestoredState ?? defaults.allowNonRestoredState,
        ...(args.initialSavepointPath === undefined ? {} : { initialSavepointPath: args.initialSavepointPath }),
        ...(args.savepointRedeployNonce === undefined ? {} : { savepointRedeployNonce: args.savepointRedeployNonce }),
    };
}

function enabledPlugins(store: StateStore, args: FlinkJobArgs): FilesystemPlugin[] {
    const files = args.args?.some(namesJobFiles) === true ? [store.files.plugin] : [];
    return [...new Set([store.plugin, ...files, ...(args.plugins ?? [])])];
}

function asStrings(configuration: FlinkJobArgs["flinkConfiguration"] = {}): FlinkConfiguration {
    return Object.fromEntries(
        Object.entries(configuration).map(([key, value]) => [
            key,
            typeof value === "object" ? pulumi.output(value).apply(String) : String(value),
        ]),
    );
}
