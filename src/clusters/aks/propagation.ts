import { Propagation } from "../shared/propagation";

/**
 * Longest time until Azure knows a change of rights everywhere:
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---role-assignment-changes-are-not-being-detected.
 */
const rightsKnownWithinSeconds = 600;

/**
 * Time until a new identity is in all copies of the directory, of whose new entries Microsoft says "a few minutes":
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails.
 */
const identitiesKnownWithinSeconds = 180;

/** Rights that a run gives, and what cannot be made without them. */
export function newRights(name: string): Propagation {
    return new Propagation(`aks-${name}-rights`, "new rights", rightsKnownWithinSeconds);
}

/** Roles that a run makes, and their assignments: https://github.com/hashicorp/terraform-provider-azurerm/issues/19916. */
export function newRoles(name: string): Propagation {
    return new Propagation(`aks-${name}-roles`, "new roles", rightsKnownWithinSeconds);
}

/** Identities that a run makes, and what they trust: https://github.com/Azure/bicep-registry-modules/pull/2673. */
export function newIdentities(name: string): Propagation {
    return new Propagation(`aks-${name}-identities`, "new identities", identitiesKnownWithinSeconds);
}
