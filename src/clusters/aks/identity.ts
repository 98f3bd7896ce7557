import type * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { AksIdentityMode } from "./choices";
import { createFederatedIdentity, type FederationSettings } from "./federated-identity";
import { identityConfiguration } from "./filesystem";
import { createRoleAssignment } from "./iam";
import { newIdentities } from "./propagation";
import { metricsRight, stateRight, type Right, type StateRightSettings, type StateRoles } from "./rights";
import type { AksSamples } from "./samples";
import type { AksSettings } from "./settings";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import type { Propagation } from "../shared/propagation";
import { stateAccess, type StateAccess } from "../shared/state-access";
import { grantDelay } from "./grant-delay";

/** Settings that decide over identities and their rights. */
export type IdentitySettings = FederationSettings & StateRightSettings & Pick<AksSettings, "tenantId" | "identity">;

/** Inputs of identities. */
export interface IdentityInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. */
    readonly issuerUrl: pulumi.Input<string>;
    /** Identity of the nodes; undefined where the nodes were made elsewhere. */
    readonly nodesIdentity: managedidentity.UserAssignedIdentity | undefined;
    readonly state: IdentityState;
    /** Files that jobs find in the store; undefined if there are none. */
    readonly samples: AksSamples | undefined;
    /** Scope of the right to write metrics; undefined where these stay in the cluster. */
    readonly metricsRuleId: pulumi.Input<string> | undefined;
    /** Azure provider of the identities, independent of the caller's provider. */
    readonly provider: pulumi.ProviderResource;
}

/** The state store, for rights on it. */
export interface IdentityState {
    readonly roles: StateRoles;
    /** Resources that must be there before a job uses the store. */
    readonly needs: readonly pulumi.Resource[];
}

/** Rights of service accounts in Azure, without stored keys. */
export class AksIdentity extends pulumi.ComponentResource {
    private readonly settings: IdentitySettings;
    private readonly inputs: IdentityInputs;
    private readonly identities: Propagation;
    /** The nodes' right to all state; undefined where each service account has its own. */
    private readonly nodesRight: pulumi.Resource | undefined;

    constructor(
        name: string,
        settings: IdentitySettings,
        inputs: IdentityInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksIdentity", name, { identity: settings.identity }, opts);
        this.settings = settings;
        this.inputs = inputs;
        this.identities = newIdentities(name);
        this.nodesRight = settings.identity === "nodeIdentity" ? this.createNodesRight(name) : undefined;
        this.registerOutputs({});
    }

    /** A dedicated identity for exactly one service account, with exactly the rights asked for. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { settings, nodesRight, identities } = this;
        const { state, samples, nodesIdentity, provider } = this.inputs;
        const access = stateAccess(args);
        const rights = this.rights(args, access);
        // The caller's options may name a Kubernetes provider.
        const owned = pulumi.mergeOptions(opts, { provider });
        const own =
            rights.length === 0
                ? undefined
                : createFederatedIdentity(name, settings, { ...this.inputs, ...args, rights, identities }, owned);
        const clientId = nodesRight === undefined ? own?.identity.clientId : nodesIdentity?.clientId;
        const needsOfState =
            access === undefined ? [] : [...state.needs, ...(nodesRight === undefined ? [] : [nodesRight])];
        const files = access === undefined ? [] : (samples?.readyBelow(args.statePrefix) ?? []);
        const dependsOn = [...(own?.dependsOn ?? []), ...needsOfState, ...files];
        return {
            ...noBinding,
            ...(dependsOn.length === 0 ? {} : { grantDelay }),
            ...(own === undefined ? {} : podSettings(settings.identity, own.identity.clientId, access)),
            flinkConfiguration: () =>
                access === undefined || clientId === undefined
                    ? {}
                    : identityConfiguration(settings.identity, settings.tenantId, clientId),
            dependsOn,
        };
    }

    private createNodesRight(name: string): pulumi.Resource | undefined {
        const { nodesIdentity, state } = this.inputs;
        if (nodesIdentity === undefined) {
            return undefined;
        }
        const { subscriptionId, resourceGroup, baseName } = this.settings;
        const { purpose, opts, ...right } = stateRight(this.settings, state.roles, "readWrite", "");
        return createRoleAssignment(
            `${name}-nodes-${purpose}`,
            {
                ...right,
                principalId: nodesIdentity.principalId,
                identifiedBy: [subscriptionId, resourceGroup, baseName, "nodes", purpose],
                description: `${purpose} of every pod in ${baseName}`,
            },
            { parent: this, ...opts },
        );
    }

    private rights(args: BindingArgs, access: StateAccess | undefined): readonly Right[] {
        const { settings, nodesRight } = this;
        const { state, metricsRuleId } = this.inputs;
        return [
            ...(access === undefined || nodesRight !== undefined
                ? []
                : [stateRight(settings, state.roles, access, args.statePrefix)]),
            // Azure's agent writes logs with its own rights; they need none here.
            ...(args.access.includes("metrics:write") && metricsRuleId !== undefined
                ? [metricsRight(settings, metricsRuleId)]
                : []),
        ];
    }
}

/**
 * Settings by which AKS gives an identity to a pod:
 * https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html.
 */
function podSettings(
    mode: AksIdentityMode,
    clientId: pulumi.Output<string>,
    access: StateAccess | undefined,
): Pick<Binding, "serviceAccountAnnotations" | "podLabels" | "podAnnotations"> {
    const sidecar = mode === "proxySidecar" && access !== undefined;
    return {
        serviceAccountAnnotations: { "azure.workload.identity/client-id": clientId },
        podLabels: { "azure.workload.identity/use": "true" },
        podAnnotations: sidecar ? { "azure.workload.identity/inject-proxy-sidecar": "true" } : {},
    };
}

/** Addresses where pods get tokens, and where they use them. */
export function aksEgressRules(mode: AksIdentityMode): readonly EgressRule[] {
    const machineIdentity = { cidr: "169.254.169.254/32", port: 80, purpose: "identity service of the machine" };
    return [
        ...(mode === "workloadIdentity" ? [] : [machineIdentity]),
        // Neither has addresses that stay: https://learn.microsoft.com/azure/virtual-network/service-tags-overview
        { cidr: "0.0.0.0/0", port: 443, purpose: "Microsoft Entra and Azure Storage" },
    ];
}
