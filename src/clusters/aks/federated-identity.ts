import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import { createRoleAssignment } from "./iam";
import { boundedName } from "./names";
import type { Right } from "./rights";
import type { AksSettings } from "./settings";
import type { BindingArgs } from "../../contracts/cluster";
import type { Propagation } from "../shared/propagation";

/** Settings that decide over identities. */
export type FederationSettings = Pick<
    AksSettings,
    "subscriptionId" | "resourceGroup" | "baseName" | "location" | "tags"
>;

/** Who may take the identity, and what it may do. */
export interface FederatedIdentityInputs extends Pick<BindingArgs, "namespace" | "serviceAccount"> {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. */
    readonly issuerUrl: pulumi.Input<string>;
    readonly rights: readonly Right[];
    /** Patience with trust in an identity that has just been made. */
    readonly identities: Propagation;
}

/** Registers an identity that only one service account may take, and its rights. */
export function createFederatedIdentity(
    name: string,
    { subscriptionId, resourceGroup, baseName, location, tags }: FederationSettings,
    { resourceGroupName, issuerUrl, namespace, serviceAccount, rights, identities }: FederatedIdentityInputs,
    opts: pulumi.CustomResourceOptions,
) {
    const identity = new managedidentity.UserAssignedIdentity(
        `${name}-identity`,
        {
            resourceGroupName,
            location,
            tags: { ...tags },
            // At most 128 characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
            resourceName: boundedName(128, baseName, name),
        },
        { ...opts, ...identities.ofMade },
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
        { ...opts, ...identities.ofNeedingOnce },
    );
    const grants = rights.map(({ purpose, opts: needs, ...right }) =>
        createRoleAssignment(
            `${name}-${purpose}`,
            {
                ...right,
                principalId: identity.principalId,
                identifiedBy: [subscriptionId, resourceGroup, baseName, "binding", name, purpose],
                description: `${purpose} of ${subject} in ${baseName}`,
            },
            pulumi.mergeOptions(opts, needs),
        ),
    );
    return { identity, dependsOn: [credential, ...grants] };
}
