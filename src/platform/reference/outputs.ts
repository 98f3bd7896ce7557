import * as pulumi from "@pulumi/pulumi";
import type { Binding, ClusterModule, EnvVar, StateStore } from "../../contracts/cluster";
import type { JobNamespaceHandle, OperatorHandle, PlatformHandle } from "../../contracts/platform";
import { problemSteps, steps, type FlinkVersionStep } from "./version-steps";

/**
 * A platform as other stacks see it: plain values without any credential, which an output of a stack can hold. Nothing but
 * `ReferencedPlatform` should read it: its form changes with the package.
 */
export interface PlatformOutputs {
    /** Number of the form that this is. */
    readonly format: typeof outputsFormat;
    readonly operator: Omit<Required<OperatorHandle>, "dependsOn" | "namespace"> & Pick<OperatorHandle, "namespace">;
    readonly cluster: ClusterOutputs;
    /** Arguments of every application. */
    readonly applicationDefaults?: object;
    /** Namespaces for jobs, by name. */
    readonly namespaces: Readonly<Record<string, NamespaceOutputs>>;
}

/** Form of the outputs that this release of the package writes and reads. */
export const outputsFormat = 1;

/** Parts of a cluster that are values: all but what it takes to reach it. */
export type ClusterOutputs = pulumi.Unwrap<
    Omit<ClusterModule, "kubeconfig" | "provider" | "stateStore" | "bindServiceAccount" | "storageClassName">
> & {
    readonly storageClassName?: string;
    readonly stateStore: StateStoreOutputs;
};

/** A state store whose options and problems are listed by Flink version. */
export type StateStoreOutputs = pulumi.Unwrap<
    Omit<StateStore, "flinkConfiguration" | "flinkVersionProblem" | "bindingNames">
> & {
    /** Names of what bindings add to a job. */
    readonly bindingNames?: {
        readonly options: readonly FlinkVersionStep<readonly string[]>[];
        readonly variables: readonly string[];
    };
    readonly flinkConfiguration: readonly FlinkVersionStep<Readonly<Record<string, string>>>[];
    readonly flinkVersionProblem: readonly FlinkVersionStep<string | undefined>[];
};

/** A namespace for jobs, with what their pods carry. */
export interface NamespaceOutputs {
    readonly serviceAccountName: string;
    readonly statePrefix: string;
    readonly boundAt?: string;
    readonly binding: {
        readonly podLabels: Readonly<Record<string, string>>;
        readonly podAnnotations: Readonly<Record<string, string>>;
        readonly env: readonly pulumi.Unwrap<EnvVar>[];
        readonly flinkConfiguration: readonly FlinkVersionStep<Readonly<Record<string, string>>>[];
        readonly grantDelay: Binding["grantDelay"];
    };
}

/** The outputs of a platform with the namespaces that it has made so far. */
export function platformOutputs(
    { operator, cluster, applicationDefaults }: Omit<PlatformHandle, "jobNamespace">,
    namespaces: readonly JobNamespaceHandle[],
): pulumi.Output<PlatformOutputs> {
    const {
        release,
        flinkVersions = [],
        configuration,
        resourceLabels,
        watchNamespaces,
        mayReadNodes = true,
        namespace,
    } = operator;
    return pulumi.output({
        format: outputsFormat,
        operator: { release, flinkVersions, configuration, resourceLabels, watchNamespaces, mayReadNodes, namespace },
        cluster: clusterOutputs(cluster),
        ...(applicationDefaults && { applicationDefaults }),
        namespaces: Object.fromEntries(namespaces.map((namespace) => [namespace.name, namespaceOutputs(namespace)])),
    }) as unknown as pulumi.Output<PlatformOutputs>; // `Unwrap` is lost on the contract's unions
}

function clusterOutputs(cluster: ClusterModule) {
    const { nodes, spot, imagePullSecrets, namespaceLabels, disruptionAnnotations, storageClassName } = cluster;
    const { logSink, metricsSink, ingress, capabilities, egressRules, labels, stateStore } = cluster;
    return {
        ...{ nodes, spot, imagePullSecrets, namespaceLabels, disruptionAnnotations, storageClassName },
        ...{ logSink, metricsSink, ingress, capabilities, egressRules, labels },
        stateStore: {
            uri: stateStore.uri,
            plugin: stateStore.plugin,
            files: { uri: stateStore.files.uri, plugin: stateStore.files.plugin },
            refusedOptions: stateStore.refusedOptions,
            missing: stateStore.missing,
            bindingNames: bindingNamesOutputs(stateStore.bindingNames),
            flinkConfiguration: steps((version) => stateStore.flinkConfiguration(version)),
            flinkVersionProblem: problemSteps((version) => stateStore.flinkVersionProblem(version)),
        },
    };
}

function bindingNamesOutputs(names: StateStore["bindingNames"]) {
    return names && { options: steps((version) => names.options(version)), variables: names.variables };
}

function namespaceOutputs({ serviceAccountName, statePrefix, boundAt, binding }: JobNamespaceHandle) {
    const { podLabels, podAnnotations, env, grantDelay } = binding;
    const flinkConfiguration = steps((version) => binding.flinkConfiguration(version));
    return {
        ...{ serviceAccountName, statePrefix, boundAt },
        binding: { podLabels, podAnnotations, env, grantDelay, flinkConfiguration },
    };
}
