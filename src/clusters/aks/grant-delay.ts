import type { GrantDelay } from "../../contracts/cluster";

/**
 * A role assignment takes up to ten minutes. A federated credential takes a minute or two, and a refusal before that is
 * kept for some minutes.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting and
 * https://azure.github.io/azure-workload-identity/docs/known-issues.html.
 */
export const grantDelay: GrantDelay = {
    seconds: 600,
    refusals: ["AADSTS70021", "AuthorizationPermissionMismatch", "using this permission", "HTTP Error 401"],
};
