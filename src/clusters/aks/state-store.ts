import * as authorization from "@pulumi/azure-native/authorization";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import {
    azureFlinkProblem,
    azurePlugin,
    azureVariables,
    identityConfiguration,
    storeConfiguration,
} from "./filesystem";
import { createStateRoles, type StateRoles } from "./rights";
import type { AksSettings } from "./settings";
import { storageAccountArgs, type StateAccountInputs } from "./state-account-spec";
import type { StatePlaceInputs } from "./state-condition";
import { createStateEncryption } from "./state-encryption";
import type { StateStore } from "../../contracts/cluster";

/** Inputs of the state store. */
export interface StateInputs extends StateAccountInputs {
    /** The resource group itself, if it is created: roles name it by text. */
    readonly resourceGroup: readonly pulumi.Resource[];
}

/**
 * The storage account of checkpoints, savepoints and high-availability metadata, created or adopted, and the roles of
 * applications on it. The account outlives the cluster and the stack: it is protected, and stays when it is destroyed.
 */
export class AksState extends pulumi.ComponentResource {
    readonly roles: StateRoles;
    /** Resources that must be there before a job uses the store. */
    readonly needs: readonly pulumi.Resource[] = [this];

    constructor(name: string, settings: AksSettings, inputs: StateInputs, opts: pulumi.ComponentResourceOptions) {
        super(
            "flink-platform:aks:AksState",
            name,
            { account: settings.stateStore.account, container: settings.stateStore.container },
            opts,
        );
        this.roles = createStateRoles(name, settings, { parent: this, dependsOn: [...inputs.resourceGroup] });
        if (!settings.stateStore.accountExists) {
            this.createAccount(name, settings, inputs);
        }
        this.registerOutputs({});
    }

    private createAccount(name: string, settings: AksSettings, inputs: StateInputs): void {
        const kept = { parent: this, protect: true, retainOnDelete: true };
        const { resourceGroupName } = inputs;
        const { container, oldVersionDays } = settings.stateStore;
        const encryption = createStateEncryption(name, settings, inputs, kept);
        const account = new storage.StorageAccount(
            `${name}-account`,
            storageAccountArgs(settings, inputs, encryption.identity.id),
            { ...kept, ...encryption.opts },
        );
        const inAccount = { resourceGroupName, accountName: account.name };
        // Files that a checkpoint drops are gone for good after these days: the one rule that never touches what is in use.
        const deleted = { enabled: true, days: oldVersionDays };
        new storage.BlobServiceProperties(
            `${name}-soft-delete`,
            {
                ...inAccount,
                blobServicesName: "default",
                deleteRetentionPolicy: deleted,
                containerDeleteRetentionPolicy: deleted,
            },
            kept,
        );
        const files = new storage.BlobContainer(
            `${name}-container`,
            { ...inAccount, containerName: container, publicAccess: "None" },
            kept,
        );
        new authorization.ManagementLockByScope(
            `${name}-lock`,
            {
                scope: account.id,
                lockName: "flink-state",
                level: "CanNotDelete",
                notes: "Flink's checkpoints, savepoints and high-availability metadata",
            },
            { ...kept, dependsOn: files },
        );
    }
}

/** The store as Flink reaches it. */
export function stateStore(
    settings: Pick<AksSettings, "identity" | "hadoopInImage" | "tenantId"> & { readonly stateStore: StatePlaceInputs },
): StateStore {
    const { account, container } = settings.stateStore;
    const uri = pulumi.interpolate`abfss://${container}@${account}.dfs.core.windows.net`;
    return {
        uri,
        plugin: azurePlugin,
        // It resumes half-written files too: https://issues.apache.org/jira/browse/FLINK-30128.
        files: { uri, plugin: azurePlugin },
        flinkConfiguration: (flinkVersion) => storeConfiguration(settings.identity, flinkVersion),
        bindingNames: {
            options: () => Object.keys(identityConfiguration(settings.identity, settings.tenantId, "")),
            variables: azureVariables,
        },
        refusedOptions: {},
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}
