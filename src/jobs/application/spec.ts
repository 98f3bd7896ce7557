import * as pulumi from "@pulumi/pulumi";
import type { StateStore } from "../../contracts/cluster";
import type { FlinkDeploymentSpec, FlinkVersion, JobSpec } from "../../flink/types/deployment";
import { flinkMemory } from "../../flink/units";
import {
    clusterConfiguration,
    jobConfiguration,
    optionNames,
    stateConfiguration,
    type FlinkConfiguration,
} from "./configuration";
import { pluginsFor } from "./file-schemes";
import { folderIn, type Folder } from "./folders";
import { jobFilesIn } from "./job-files";
import { jobProgram } from "./programs";
import { jobNeeds, noNeeds, type PodNeeds } from "./pod-needs";
import { podTemplate, writableFolders } from "./pod-template";
import { specTemplates, type LateCheck } from "./process-templates";
import type { ClusterSettings, JobSettings } from "./settings";
import type { Surroundings } from "./surroundings";

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
    /** Needs of its jobs in its pods. @default none */
    readonly needs?: PodNeeds;
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

function jobSpec(settings: JobSettings, surroundings: Surroundings): JobSpec {
    const { jar, entryClass, args } = jobProgram(settings);
    const filled = jobFilesIn(settings.jobName, surroundings);
    return {
        ...given({ jarURI: jar === undefined ? undefined : filled(jar), entryClass, args: args?.map(filled) }),
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

function imageParts(
    store: StorePlugins,
    { plugins, flinkPatch }: ClusterSettings,
    { jobFiles, schemes, script } = noNeeds,
) {
    const enabled = [store.plugin, ...(jobFiles ? [store.files.plugin] : []), ...plugins];
    return { plugins: [...new Set([...enabled, ...pluginsFor(schemes, enabled)])], flinkPatch, script };
}

function asStrings(configuration: ClusterSettings["flinkConfiguration"]): FlinkConfiguration {
    return Object.fromEntries(
        Object.entries(configuration).map(([key, value]) => [
            key,
            typeof value === "object" ? pulumi.output(value).apply(String) : String(value),
        ]),
    );
}
