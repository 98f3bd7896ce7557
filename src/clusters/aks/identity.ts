import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { AksIdentityMode } from "./args";
import { identityConfiguration } from "./filesystem";
import { boundedName } from "./names";
import { builtInRoleId, roleId, stateCondition, stateRoleGuid, stateScope, type StateAccess } from "./rights";
import { assignRole } from "./role-assignment";
import type { AksSettings } from "./settings";
import type { StateRoles } from "./state-roles";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";

/** What bindings of a cluster have in common. */
export interface BindingSurroundings {
    readonly settings: AksSettings;
    readonly resourceGroupName: pulumi.Input<string>;
    readonly issuerUrl: pulumi.Input<string>;
    readonly stateRoles: StateRoles;
    /** What must be there before the state store is used. */
    readonly stateReady: readonly pulumi.Resource[];
    /** The nodes' right to state and their client id, where pods use these; undefined where they have their own. */
    readonly nodes: { readonly clientId: pulumi.Input<string>; readonly grant: pulumi.Resource } | undefined;
    /** What a right to write metrics is for; undefined if they stay in the cluster. */
    readonly metricsRuleId: pulumi.Input<string> | undefined;
}

/** Rights on state among all rights; undefined if there are none. */
export function stateAccess({ access }: Pick<BindingArgs, "access">): StateAccess | undefined {
    if (access.includes("state:readWrite")) {
        return "readWrite";
    }
    return access.includes("state:read") ? "read" : undefined;
}

/**
 * Lets one service account take an identity in Azure of its own, with the rights that it asks for.
 *
 * @param opts options for everything that is registered; with the module's own provider.
 */
export function bindToIdentity(
    name: string,
    args: BindingArgs,
    surroundings: BindingSurroundings,
    opts: pulumi.CustomResourceOptions,
): Binding {
    const access = stateAccess(args);
    const { settings, stateRoles, stateReady } = surroundings;
    const nodes = access === undefined ? undefined : surroundings.nodes;
    const stateOptions = (clientId: pulumi.Input<string>) =>
        access === undefined ? {} : identityConfiguration(settings.identity, settings.tenantId, clientId);
    const ready = [...(nodes === undefined ? [] : [nodes.grant]), ...(access === undefined ? [] : stateReady)];
    const rights = [
        ...(access === undefined || nodes !== undefined
            ? []
            : [stateRight(settings, stateRoles, access, args.statePrefix)]),
        // Azure's agent writes logs with rights of its own; they need none here.
        ...(args.access.includes("metrics:write") ? metricsRights(surroundings) : []),
    ];
    if (rights.length === 0) {
        const flinkConfiguration = () => (nodes === undefined ? {} : stateOptions(nodes.clientId));
        return { ...noBinding, flinkConfiguration, dependsOn: ready };
    }
    const { identity, credential, grants } = federatedIdentity(name, args, rights, surroundings, opts);
    return {
        ...noBinding,
        serviceAccountAnnotations: { "azure.workload.identity/client-id": identity.clientId },
        podLabels: { "azure.workload.identity/use": "true" },
        podAnnotations: access === undefined ? {} : podAnnotations(settings.identity),
        flinkConfiguration: () => stateOptions(nodes === undefined ? identity.clientId : nodes.clientId),
        dependsOn: [credential, ...grants, ...ready],
    };
}

/** https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html */
function podAnnotations(mode: AksIdentityMode): Readonly<Record<string, string>> {
    return mode === "proxySidecar" ? { "azure.workload.identity/inject-proxy-sidecar": "true" } : {};
}

/** One right of an identity. */
export interface Right {
    readonly purpose: string;
    readonly scope: pulumi.Input<string>;
    readonly roleId: pulumi.Input<string>;
    readonly condition?: string;
    /** What must be there before it can be given. @default nothing more */
    readonly dependsOn?: pulumi.Resource;
}

/** A right on state in one folder; on everything if the prefix is empty. */
export function stateRight(settings: AksSettings, roles: StateRoles, access: StateAccess, statePrefix: string): Right {
    return {
        purpose: "state",
        scope: stateScope(settings),
        roleId: roleId(settings.subscriptionId, stateRoleGuid(settings, access)),
        condition: stateCondition(settings.stateStore, access, statePrefix),
        dependsOn: roles[access],
    };
}

function metricsRights({ settings, metricsRuleId }: BindingSurroundings): readonly Right[] {
    const publisher = builtInRoleId(settings.subscriptionId, "monitoringMetricsPublisher");
    return metricsRuleId === undefined ? [] : [{ purpose: "metrics", scope: metricsRuleId, roleId: publisher }];
}

/** Registers an identity that one service account alone may take, and its rights. */
function federatedIdentity(
    name: string,
    { namespace, serviceAccount }: BindingArgs,
    rights: readonly Right[],
    { settings, resourceGroupName, issuerUrl }: BindingSurroundings,
    opts: pulumi.CustomResourceOptions,
) {
    const { subscriptionId, resourceGroup, clusterName, location, tags } = settings;
    const identity = new managedidentity.UserAssignedIdentity(
        `${name}-identity`,
        {
            resourceGroupName,
            location,
            tags: { ...tags },
            // At most 128 characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
            resourceName: boundedName(128, clusterName, name),
        },
        opts,
    );
    const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
    const credential = new managedidentity.FederatedIdentityCredential(
        `${name}-trust`,
        {
            resourceGroupName,
            resourceName: identity.name,
            // An identity has this credential alone: Azure refuses two changes of its credentials at once.
            federatedIdentityCredentialResourceName: "kubernetes",
            issuer: issuerUrl,
            subject,
            audiences: ["api://AzureADTokenExchange"],
        },
        opts,
    );
    const grants = rights.map(({ purpose, dependsOn, ...right }) =>
        assignRole(
            `${name}-${purpose}`,
            {
                ...right,
                principalId: identity.principalId,
                identifiedBy: [subscriptionId, resourceGroup, clusterName, "binding", name, purpose],
                description: `${purpose} of ${subject} in ${clusterName}`,
            },
            pulumi.mergeOptions(opts, { dependsOn: dependsOn ?? [] }),
        ),
    );
    return { identity, credential, grants };
}

/** Where pods get tokens, and what they use them for. */
export function azureEgressRules(mode: AksIdentityMode): readonly EgressRule[] {
    const machineIdentity = { cidr: "169.254.169.254/32", port: 80, purpose: "identity service of the machine" };
    return [
        ...(mode === "workloadIdentity" ? [] : [machineIdentity]),
        // Neither has addresses that stay: https://learn.microsoft.com/azure/virtual-network/service-tags-overview
        { cidr: "0.0.0.0/0", port: 443, purpose: "Microsoft Entra and Azure Storage" },
    ];
}

const catches: Readonly<Record<AksIdentityMode, string>> = {
    proxySidecar:
        "every Flink pod gets a privileged sidecar, which Microsoft offers for the time of a migration and does not support in production; " +
        'alternatives: "workloadIdentity" with Hadoop 3.4.1 in your images, or "nodeIdentity"',
    nodeIdentity:
        "every pod of the cluster can read and write all state; " +
        'alternatives: "workloadIdentity" with Hadoop 3.4.1 in your images, or "proxySidecar"',
    workloadIdentity:
        "images of jobs must have Hadoop 3.4.1 or newer in their Azure plugin, which Flink's official ones do not",
};

/** What a user must know of how pods get their rights. */
export function identityWarning(mode: AksIdentityMode): string {
    return `Flink reaches the state store by identity "${mode}": ${catches[mode]}`;
}
