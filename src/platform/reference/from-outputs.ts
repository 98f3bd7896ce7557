import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { BindingNames, ClusterModule, StateStore } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import type { JobNamespaceHandle } from "../../contracts/platform";
import type { ClusterOutputs, NamespaceOutputs } from "./outputs";
import { problemAt, valueAt } from "./version-steps";

/** A cluster as its outputs tell of it. */
export function clusterOf(
    { storageClassName, stateStore, ...rest }: ClusterOutputs,
    reach: { readonly kubeconfig: pulumi.Output<string>; readonly provider: k8s.Provider },
    secret: boolean,
): ClusterModule {
    return {
        ...(rest as Omit<ClusterModule, "stateStore" | "bindServiceAccount">),
        ...reach,
        storageClassName: storageClassName === undefined ? undefined : pulumi.output(storageClassName),
        stateStore: stateStoreOf(stateStore, secret),
        // Service accounts are the platform's, and bound by its stack.
        bindServiceAccount: () => noBinding,
    };
}

function stateStoreOf(store: ClusterOutputs["stateStore"], secret: boolean): StateStore {
    const given = <Value>(value: Value) => (secret ? pulumi.secret(value) : pulumi.output(value));
    const { uri, plugin, files, refusedOptions, missing, bindingNames } = store;
    return {
        ...{ plugin, refusedOptions, ...(missing === undefined ? {} : { missing }) },
        ...(bindingNames === undefined ? {} : { bindingNames: bindingNamesOf(bindingNames) }),
        uri: given(uri) as pulumi.Output<string>,
        files: { uri: given(files.uri) as pulumi.Output<string>, plugin: files.plugin },
        flinkConfiguration: (version) =>
            Object.fromEntries(
                Object.entries(valueAt(store.flinkConfiguration, version) ?? {}).map(([key, value]) => [
                    key,
                    secret ? pulumi.secret(value) : value,
                ]),
            ),
        flinkVersionProblem: (version) => problemAt(store.flinkVersionProblem, version),
    };
}

function bindingNamesOf({
    options,
    variables,
}: NonNullable<ClusterOutputs["stateStore"]["bindingNames"]>): BindingNames {
    return { options: (version) => valueAt(options, version) ?? [], variables };
}

/** A namespace as its outputs tell of it. */
export function namespaceOf(name: string, { serviceAccountName, statePrefix, boundAt, binding }: NamespaceOutputs) {
    return {
        ...{ name, serviceAccountName, statePrefix },
        boundAt: pulumi.output(boundAt),
        binding: {
            ...noBinding,
            ...binding,
            env: binding.env as JobNamespaceHandle["binding"]["env"],
            flinkConfiguration: (version: string) => valueAt(binding.flinkConfiguration, version) ?? {},
        },
        dependsOn: [],
    };
}

/** Arguments of applications whose values can be secrets, as far as those may be outputs. */
const mayBeSecret: ReadonlySet<string> = new Set(["image", "flinkConfiguration", "podTemplate", "logConfiguration"]);

/** Arguments inside which such arguments stand again. */
const withParts: ReadonlySet<string> = new Set(["enforced", "jobManager", "taskManager"]);

/** Arguments of every application from outputs that are secret. */
export function sealedDefaults(defaults: object | undefined): object | undefined {
    return (
        defaults &&
        Object.fromEntries(
            Object.entries(defaults).map(([name, value]: [string, unknown]) => {
                if (withParts.has(name)) {
                    return [name, sealedDefaults(value as object)];
                }
                return [name, mayBeSecret.has(name) ? sealedTexts(value) : value];
            }),
        )
    );
}

function sealedTexts(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return typeof value === "string" ? pulumi.secret(value) : value;
    }
    return Array.isArray(value)
        ? value.map(sealedTexts)
        : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sealedTexts(inner)]));
}
