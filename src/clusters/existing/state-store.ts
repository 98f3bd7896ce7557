import * as pulumi from "@pulumi/pulumi";
import type { Binding, BindingArgs, EnvVar, StateStore, VersionedConfiguration } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { azureBuffer, azureKeyConfiguration, azureKeyVariable, azureNodeConfiguration } from "./azure-options";
import { googleVariables, gsConfiguration, gsPlugin, gsVersionProblem } from "../shared/gs";
import { awsVariables, isAws, s3Configuration, s3StateStore } from "../shared/s3";
import { credentialsConfiguration, uploadConfiguration } from "../shared/s3-aws";
import type { ExistingStateStoreArgs, ExistingStoreSecretArgs } from "./args";

/** The state store that the arguments describe. Nothing is registered for it. */
export function existingStateStore(args: ExistingStateStoreArgs): StateStore {
    const store = storeOfKind(args);
    return {
        ...store,
        flinkConfiguration: (flinkVersion) => ({
            ...store.flinkConfiguration(flinkVersion),
            ...args.flinkConfiguration,
        }),
    };
}

/** Marks of pods whose service account has rights to state; none for any other. */
export function existingBinding(
    { kind, secret, serviceAccountAnnotations = {}, podLabels = {} }: ExistingStateStoreArgs,
    { access }: Pick<BindingArgs, "access">,
): Binding {
    if (kind === "none" || !access.some((right) => right.startsWith("state:"))) {
        return noBinding;
    }
    const env = secret === undefined ? [] : secretEnv(kind, secret);
    return { ...noBinding, serviceAccountAnnotations, podLabels, env };
}

function storeOfKind(args: ExistingStateStoreArgs): StateStore {
    switch (args.kind) {
        case "s3":
            return s3Store(args);
        case "gs":
            return gsStore(args);
        case "abfss":
            return abfssStore(args);
        case "none":
            return noStore;
    }
}

function s3Store(args: ExistingStateStoreArgs): StateStore {
    const { endpoint, secret } = args;
    const options: VersionedConfiguration = (flinkVersion) => ({
        ...s3Configuration(endpoint),
        ...(isAws(endpoint) ? uploadConfiguration : {}),
        ...(secret === undefined ? credentialsConfiguration(flinkVersion) : {}),
    });
    const store = s3StateStore({ bucket: below(args.bucket, args.prefix), flinkVersionProblem: () => undefined });
    return { ...store, flinkConfiguration: options, bindingNames: { options: () => [], variables: awsVariables } };
}

function gsStore({ bucket, prefix }: ExistingStateStoreArgs): StateStore {
    const uri = pulumi.interpolate`gs://${below(bucket, prefix)}`;
    return {
        uri,
        plugin: gsPlugin,
        files: { uri, plugin: gsPlugin },
        flinkConfiguration: gsConfiguration,
        bindingNames: { options: () => [], variables: googleVariables },
        refusedOptions: {},
        flinkVersionProblem: gsVersionProblem,
    };
}

function abfssStore(args: ExistingStateStoreArgs): StateStore {
    const { secret, serviceAccountAnnotations, prefix, container = "" } = args;
    const account = args.account ?? "";
    const uri = pulumi.interpolate`abfss://${container}@${below(pulumi.interpolate`${account}.dfs.core.windows.net`, prefix)}`;
    const byAnnotation = Object.keys(serviceAccountAnnotations ?? {}).length > 0;
    return {
        uri,
        plugin: "flink-azure-fs-hadoop",
        files: { uri, plugin: "flink-azure-fs-hadoop" },
        flinkConfiguration: () => ({
            ...azureBuffer,
            ...(secret === undefined ? {} : azureKeyConfiguration),
            ...(secret === undefined && !byAnnotation ? azureNodeConfiguration : {}),
        }),
        bindingNames: { options: () => [], variables: secret === undefined ? [] : [azureKeyVariable] },
        refusedOptions: {},
        flinkVersionProblem: () => undefined,
    };
}

/** A bucket's part below which everything lies. */
function below(bucket: pulumi.Input<string> = "", prefix: string | undefined): pulumi.Input<string> {
    return prefix === undefined ? bucket : pulumi.interpolate`${bucket}/${prefix}`;
}

function secretEnv(kind: ExistingStateStoreArgs["kind"], secret: ExistingStoreSecretArgs): readonly EnvVar[] {
    const { name: secretName, accessKeyIdKey, secretAccessKeyKey, accountKeyKey } = secret;
    return kind === "abfss"
        ? [{ name: azureKeyVariable, secretName, secretKey: accountKeyKey ?? azureKeyVariable }]
        : [
              { name: "AWS_ACCESS_KEY_ID", secretName, secretKey: accessKeyIdKey ?? "AWS_ACCESS_KEY_ID" },
              {
                  name: "AWS_SECRET_ACCESS_KEY",
                  secretName,
                  secretKey: secretAccessKeyKey ?? "AWS_SECRET_ACCESS_KEY",
              },
          ];
}

/** Reason why a job cannot keep state on a cluster without a store. */
export const noStoreProblem =
    "needs a state store, which its cluster does not have (stateStore.kind none); name one there, or use FlinkDeployment";

const noStore: StateStore = {
    uri: pulumi.output(""),
    plugin: "flink-s3-fs-presto",
    files: { uri: pulumi.output(""), plugin: "flink-s3-fs-hadoop" },
    flinkConfiguration: () => ({}),
    refusedOptions: {},
    missing: noStoreProblem,
    flinkVersionProblem: () => undefined,
};
