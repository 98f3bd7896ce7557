import type { GrantDelay } from "../../contracts/cluster";

/**
 * A change of a policy takes two minutes as a rule, and seven or more at times.
 * Source: https://cloud.google.com/iam/docs/access-change-propagation.
 */
export const grantDelay: GrantDelay = {
    seconds: 420,
    refusals: ["403 Forbidden", "does not have storage."],
};
