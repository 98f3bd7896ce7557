import * as pulumi from "@pulumi/pulumi";
import type { Binding, ClusterModule, FilesystemPlugin, StateStore } from "../../contracts/cluster";
import type { FlinkDeploymentSpec, FlinkVersion, JobSpec } from "../../flink/types/deployment";
import { flinkMemory } from "../../flink/units";
import { jobConfiguration, optionNames, stateConfiguration, type FlinkConfiguration } from "./configuration";
import { folderIn, type Folder } from "./folders";
import { mergePodTemplates, placementTemplate, podTemplate } from "./pod-template";
import type { JobSettings } from "./settings";

/** Inputs of an application's spec that other resources supply. */
export interface Surroundings<Of extends Folder = Folder> {
    readonly cluster: Pick<ClusterModule, "nodes" | "disruptionAnnotations"> & {
        readonly stateStore: Pick<StateStore, "plugin" | "flinkConfiguration"> & {
            readonly uri: Of;
            readonly files: { readonly uri: Of; readonly plugin: FilesystemPlugin };
        };
    };
    readonly jobNamespace: {
        readonly serviceAccountName: string;
        readonly binding: Binding;
        readonly statePrefix: string;
    };
}

/** The FlinkDeployment of an application: its settings, and state under the cluster's state store. */
export function buildSpec(name: string, settings: JobSettings, surroundings: Surroundings): FlinkDeploymentSpec {
    const { cluster, jobNamespace } = surroundings;
    const { flinkVersion, flinkPatch, jobManager, taskManager } = settings;
    return {
        image: settings.image,
        flinkVersion: operatorVersion(flinkVersion),
        serviceAccount: jobNamespace.serviceAccountName,
        flinkConfiguration: {
            ...cluster.stateStore.flinkConfiguration(flinkPatch),
            ...jobNamespace.binding.flinkConfiguration(flinkPatch),
            ...stateConfiguration(optionNames(flinkVersion), statePath(name, surroundings)),
            ...jobConfiguration(settings),
            ...asStrings(settings.flinkConfiguration),
        },
        podTemplate: mergePodTemplates(
            podTemplate({
                binding: jobNamespace.binding,
                plugins: enabledPlugins(cluster.stateStore, settings),
                flinkPatch,
            }),
            settings.podTemplate,
        ),
        jobManager: {
            resource: { memory: flinkMemory(jobManager.memoryMiB), cpu: jobManager.cpu },
            replicas: jobManager.replicas,
            podTemplate: placementTemplate(cluster.nodes.jobManager, cluster.disruptionAnnotations),
        },
        taskManager: {
            resource: { memory: flinkMemory(taskManager.memoryMiB), cpu: taskManager.cpu },
            podTemplate: placementTemplate(cluster.nodes.taskManager, cluster.disruptionAnnotations),
        },
        job: jobSpec(name, settings, surroundings),
        ...given({ restartNonce: settings.restartNonce }),
    };
}

/** `2.2` as the operator spells it: `v2_2`. */
export function operatorVersion(flinkVersion: string): FlinkVersion {
    return `v${flinkVersion.replace(".", "_")}` as FlinkVersion;
}

/** Root of an application's state: `<store>/<namespace's prefix>/<application>`. */
export function statePath<Of extends Folder>(name: string, { cluster, jobNamespace }: Surroundings<Of>): Of {
    return folderIn(cluster.stateStore.uri, `${jobNamespace.statePrefix}/${name}`);
}

const jobFilesPlaceholder = "{jobFiles}";

function namesJobFiles(argument: pulumi.Input<string>): argument is string {
    return typeof argument === "string" && argument.includes(jobFilesPlaceholder);
}

function jobSpec(name: string, settings: JobSettings, { cluster, jobNamespace }: Surroundings): JobSpec {
    // The job's own folder in the state store, by the plugin for files, next to the folders of its state.
    const files = () => folderIn(cluster.stateStore.files.uri, `${jobNamespace.statePrefix}/${name}`);
    const withFiles = (argument: string): pulumi.Input<string> => {
        const folder = files();
        const filled = (uri: string) => argument.replaceAll(jobFilesPlaceholder, uri);
        return typeof folder === "string" ? filled(folder) : folder.apply(filled);
    };
    return {
        ...given({ jarURI: settings.jar, entryClass: settings.entryClass }),
        ...given({ args: settings.args?.map((text) => (namesJobFiles(text) ? withFiles(text) : text)) }),
        parallelism: settings.parallelism,
        state: settings.state,
        upgradeMode: settings.upgradeMode,
        allowNonRestoredState: settings.allowNonRestoredState,
        ...given({
            initialSavepointPath: settings.initialSavepointPath,
            savepointRedeployNonce: settings.savepointRedeployNonce,
        }),
    };
}

/** Fields that are set: the API server drops empty ones, which would then differ for ever. */
function given<Fields extends object>(fields: Fields) {
    const set = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(set) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

function enabledPlugins(
    store: Surroundings["cluster"]["stateStore"],
    { args = [], plugins }: JobSettings,
): FilesystemPlugin[] {
    const files = args.some(namesJobFiles) ? [store.files.plugin] : [];
    return [...new Set([store.plugin, ...files, ...plugins])];
}

function asStrings(configuration: JobSettings["flinkConfiguration"]): FlinkConfiguration {
    return Object.fromEntries(
        Object.entries(configuration).map(([key, value]) => [
            key,
            typeof value === "object" ? pulumi.output(value).apply(String) : String(value),
        ]),
    );
}
