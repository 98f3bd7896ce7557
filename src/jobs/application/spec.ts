import * as pulumi from "@pulumi/pulumi";
import type { Binding, ClusterModule, FilesystemPlugin, StateStore } from "../../contracts/cluster";
import type { FlinkDeploymentSpec, FlinkVersion, JobSpec } from "../../flink/types/deployment";
import { flinkMemory } from "../../flink/units";
import {
    clusterConfiguration,
    jobConfiguration,
    optionNames,
    stateConfiguration,
    type FlinkConfiguration,
} from "./configuration";
import { folderIn, type Folder } from "./folders";
import { podTemplate, writableFolders } from "./pod-template";
import { specTemplates, type LateCheck } from "./process-templates";
import type { ClusterSettings, JobSettings } from "./settings";

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

/**
 * The FlinkDeployment of an application: its settings, and state under the cluster's state store.
 *
 * @param check is called with the user's pod templates at each part of them that only becomes known later.
 */
export function buildSpec(settings: JobSettings, surroundings: Surroundings, check?: LateCheck): FlinkDeploymentSpec {
    const cluster = {
        name: settings.jobName,
        settings,
        configuration: jobConfiguration(settings),
        needs: jobNeeds(settings),
    };
    return { ...buildClusterSpec(cluster, surroundings, check), job: jobSpec(settings, surroundings) };
}

/** A cluster that a spec is made for: that of an application, or of sessions. */
export interface ClusterToBuild {
    /** Name of the folder of its state. */
    readonly name: string;
    readonly settings: ClusterSettings;
    /** Options that follow from arguments of its kind alone. @default none */
    readonly configuration?: FlinkConfiguration;
    /** What its jobs need in its pods. @default nothing */
    readonly needs?: PodNeeds;
}

/** What jobs need in the pods that they run in. */
export interface PodNeeds {
    /** They name their folder in the state store. */
    readonly jobFiles: boolean;
    /** Flink fetches their jars. */
    readonly fetchesJars: boolean;
}

/** The FlinkDeployment of a cluster without a job. */
export function buildClusterSpec(
    { name, settings, configuration, needs }: ClusterToBuild,
    surroundings: Surroundings,
    check?: LateCheck,
): FlinkDeploymentSpec {
    const { cluster, jobNamespace } = surroundings;
    const { flinkVersion, flinkPatch, jobManager, taskManager } = settings;
    const platform = podTemplate({
        binding: jobNamespace.binding,
        ...imageParts(cluster.stateStore, settings, needs),
        environment: settings.environment,
        files: { job: name, files: settings.files },
    });
    const templates = specTemplates(platform, settings, cluster, check);
    return {
        image: settings.image,
        ...given({
            imagePullPolicy: settings.imagePullPolicy,
            mode: settings.mode,
            logConfiguration: settings.logConfiguration,
            ingress: settings.ingress,
        }),
        flinkVersion: operatorVersion(flinkVersion),
        serviceAccount: jobNamespace.serviceAccountName,
        flinkConfiguration: {
            ...cluster.stateStore.flinkConfiguration(flinkPatch),
            ...jobNamespace.binding.flinkConfiguration(flinkPatch),
            ...stateConfiguration(optionNames(flinkVersion), statePath(name, surroundings)),
            ...clusterConfiguration(settings),
            ...configuration,
            ...asStrings(settings.flinkConfiguration),
        },
        ...given({ podTemplate: templates.podTemplate }),
        jobManager: {
            resource: { memory: flinkMemory(jobManager.memoryMiB), cpu: jobManager.cpu },
            replicas: jobManager.replicas,
            podTemplate: templates.jobManager,
        },
        taskManager: {
            resource: { memory: flinkMemory(taskManager.memoryMiB), cpu: taskManager.cpu },
            ...given({ replicas: taskManager.replicas }),
            podTemplate: templates.taskManager,
        },
        ...given({ restartNonce: settings.restartNonce }),
    };
}

/** `2.2` as the operator spells it: `v2_2`. */
export function operatorVersion(flinkVersion: string): FlinkVersion {
    return `v${flinkVersion.replace(".", "_")}` as FlinkVersion;
}

/** Root of a cluster's state: `<store>/<namespace's prefix>/<name>`. */
export function statePath<Of extends Folder>(name: string, { cluster, jobNamespace }: Surroundings<Of>): Of {
    return folderIn(cluster.stateStore.uri, `${jobNamespace.statePrefix}/${name}`);
}

const jobFilesPlaceholder = "{jobFiles}";

function namesJobFiles(argument: pulumi.Input<string>): argument is string {
    return typeof argument === "string" && argument.includes(jobFilesPlaceholder);
}

function jobSpec(settings: JobSettings, { cluster, jobNamespace }: Surroundings): JobSpec {
    // The job's own folder in the state store, by the plugin for files, next to the folders of its state.
    const files = () => folderIn(cluster.stateStore.files.uri, `${jobNamespace.statePrefix}/${settings.jobName}`);
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

type StorePlugins = Pick<StateStore, "plugin"> & { readonly files: Pick<StateStore["files"], "plugin"> };

/** Folders that Flink can write to while the rest of its file system stays read-only, by volume. */
export function foldersOf(
    store: StorePlugins,
    settings: ClusterSettings,
    needs?: PodNeeds,
): Readonly<Record<string, string>> {
    return writableFolders(imageParts(store, settings, needs));
}

/** What an application's job needs in its pods. */
export function jobNeeds({ args = [], jar }: JobSettings): PodNeeds {
    return {
        jobFiles: args.some(namesJobFiles),
        fetchesJars: jar !== undefined && !(typeof jar === "string" && /^local:/i.test(jar)),
    };
}

const noNeeds: PodNeeds = { jobFiles: false, fetchesJars: false };

function imageParts(
    store: StorePlugins,
    { plugins, flinkPatch, flinkConfiguration }: ClusterSettings,
    { jobFiles, fetchesJars } = noNeeds,
) {
    return {
        plugins: [...new Set([store.plugin, ...(jobFiles ? [store.files.plugin] : []), ...plugins])],
        flinkPatch,
        fetchesJars: fetchesJars || flinkConfiguration["user.artifacts.artifact-list"] !== undefined,
    };
}

function asStrings(configuration: ClusterSettings["flinkConfiguration"]): FlinkConfiguration {
    return Object.fromEntries(
        Object.entries(configuration).map(([key, value]) => [
            key,
            typeof value === "object" ? pulumi.output(value).apply(String) : String(value),
        ]),
    );
}
