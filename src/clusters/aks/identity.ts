import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { AksIdentityMode } from "./args";
import { identityConfiguration } from "./filesystem";
import { boundedName } from "./names";
import {
    builtInRoleId,
    createRoleAssignment,
    roleId,
    stateAccess,
    stateCondition,
    stateRoleGuid,
    stateScope,
    type StateAccess,
} from "./rights";
import type { AksSettings } from "./settings";
import type { AksState } from "./state-store";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";

/** Inputs of identities. */
export interface IdentityInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. */
    readonly issuerUrl: pulumi.Input<string>;
    readonly nodesIdentity: managedidentity.UserAssignedIdentity;
    readonly state: AksState;
    /** Scope of the right to write metrics; undefined where these stay in the cluster. */
    readonly metricsRuleId: pulumi.Input<string> | undefined;
    /** Provider of Azure that the identities are made with, whoever asks for them. */
    readonly provider: pulumi.ProviderResource;
}

/** Rights of service accounts in Azure, without stored keys. */
export class AksIdentity extends pulumi.ComponentResource {
    private readonly settings: AksSettings;
    private readonly inputs: IdentityInputs;
    /** The nodes' right to all state; undefined where each service account has its own. */
    private readonly nodesRight: pulumi.Resource | undefined;

    constructor(name: string, settings: AksSettings, inputs: IdentityInputs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:aks:AksIdentity", name, {}, opts);
        this.settings = settings;
        this.inputs = inputs;
        this.nodesRight = settings.identity === "nodeIdentity" ? this.createNodesRight(name) : undefined;
        this.registerOutputs({});
    }

    /** A dedicated identity for exactly one service account, with exactly the rights asked for. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const access = stateAccess(args);
        const rights = this.rights(args, access);
        const ofNodes = access !== undefined && this.nodesRight !== undefined;
        const ready = access === undefined ? [] : [this.inputs.state, ...(ofNodes ? [this.nodesRight] : [])];
        const flinkConfiguration = (clientId: pulumi.Input<string>) => () =>
            access === undefined
                ? {}
                : identityConfiguration(
                      this.settings.identity,
                      this.settings.tenantId,
                      ofNodes ? this.inputs.nodesIdentity.clientId : clientId,
                  );
        if (rights.length === 0) {
            return { ...noBinding, flinkConfiguration: flinkConfiguration(""), dependsOn: ready };
        }
        // The caller's options are of the caller's world, where the provider may be that of Kubernetes.
        const owned = pulumi.mergeOptions(opts, { provider: this.inputs.provider });
        const { identity, dependsOn } = this.createFederatedIdentity(name, args, rights, owned);
        return {
            ...noBinding,
            serviceAccountAnnotations: { "azure.workload.identity/client-id": identity.clientId },
            podLabels: { "azure.workload.identity/use": "true" },
            podAnnotations: access === undefined ? {} : podAnnotations(this.settings.identity),
            flinkConfiguration: flinkConfiguration(identity.clientId),
            dependsOn: [...dependsOn, ...ready],
        };
    }

    private createNodesRight(name: string): pulumi.Resource {
        const { subscriptionId, resourceGroup, baseName } = this.settings;
        const { purpose, dependsOn, ...right } = this.stateRight("readWrite", "");
        return createRoleAssignment(
            `${name}-nodes-${purpose}`,
            {
                ...right,
                principalId: this.inputs.nodesIdentity.principalId,
                identifiedBy: [subscriptionId, resourceGroup, baseName, "nodes", purpose],
                description: `${purpose} of every pod in ${baseName}`,
            },
            { parent: this, dependsOn: [...dependsOn] },
        );
    }

    private rights(args: BindingArgs, access: StateAccess | undefined): readonly Right[] {
        const { metricsRuleId: scope } = this.inputs;
        const publisher = builtInRoleId(this.settings.subscriptionId, "monitoringMetricsPublisher");
        return [
            ...(access === undefined || this.nodesRight !== undefined
                ? []
                : [this.stateRight(access, args.statePrefix)]),
            // Azure's agent writes logs with rights of its own; they need none here.
            ...(args.access.includes("metrics:write") && scope !== undefined
                ? [{ purpose: "metrics" as const, scope, roleId: publisher, dependsOn: [] }]
                : []),
        ];
    }

    /** A right on state in one folder; on everything if the prefix is empty. */
    private stateRight(access: StateAccess, statePrefix: string): Right {
        const { settings, inputs } = this;
        return {
            purpose: "state",
            scope: stateScope(settings),
            roleId: roleId(settings.subscriptionId, stateRoleGuid(settings, access)),
            condition: stateCondition(settings.stateStore, access, statePrefix),
            dependsOn: [inputs.state.roles[access]],
        };
    }

    /** An identity that only one service account may take, and its rights. */
    private createFederatedIdentity(
        name: string,
        { namespace, serviceAccount }: BindingArgs,
        rights: readonly Right[],
        owned: pulumi.CustomResourceOptions,
    ) {
        const { subscriptionId, resourceGroup, baseName, location, tags } = this.settings;
        const { resourceGroupName, issuerUrl } = this.inputs;
        const identity = new managedidentity.UserAssignedIdentity(
            `${name}-identity`,
            {
                resourceGroupName,
                location,
                tags: { ...tags },
                // At most 128 characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
                resourceName: boundedName(128, baseName, name),
            },
            owned,
        );
        const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
        const credential = new managedidentity.FederatedIdentityCredential(
            `${name}-trust`,
            {
                resourceGroupName,
                resourceName: identity.name,
                // The identity's only credential: Azure refuses two changes of its credentials at once.
                federatedIdentityCredentialResourceName: "kubernetes",
                issuer: issuerUrl,
                subject,
                audiences: ["api://AzureADTokenExchange"],
            },
            owned,
        );
        const grants = rights.map(({ purpose, dependsOn, ...right }) =>
            createRoleAssignment(
                `${name}-${purpose}`,
                {
                    ...right,
                    principalId: identity.principalId,
                    identifiedBy: [subscriptionId, resourceGroup, baseName, "binding", name, purpose],
                    description: `${purpose} of ${subject} in ${baseName}`,
                },
                pulumi.mergeOptions(owned, { dependsOn: [...dependsOn] }),
            ),
        );
        return { identity, dependsOn: [credential, ...grants] };
    }
}

/** One right of an identity. */
interface Right {
    readonly purpose: "state" | "metrics";
    readonly scope: pulumi.Input<string>;
    readonly roleId: pulumi.Input<string>;
    readonly condition?: string;
    /** Resources that must exist before it can be given. */
    readonly dependsOn: readonly pulumi.Resource[];
}

/** https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html */
function podAnnotations(mode: AksIdentityMode): Readonly<Record<string, string>> {
    return mode === "proxySidecar" ? { "azure.workload.identity/inject-proxy-sidecar": "true" } : {};
}

/** Where pods get tokens, and what they use them for. */
export function aksEgressRules(mode: AksIdentityMode): readonly EgressRule[] {
    const machineIdentity = { cidr: "169.254.169.254/32", port: 80, purpose: "identity service of the machine" };
    return [
        ...(mode === "workloadIdentity" ? [] : [machineIdentity]),
        // Neither has addresses that stay: https://learn.microsoft.com/azure/virtual-network/service-tags-overview
        { cidr: "0.0.0.0/0", port: 443, purpose: "Microsoft Entra and Azure Storage" },
    ];
}
