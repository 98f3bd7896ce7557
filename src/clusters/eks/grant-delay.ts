import type { GrantDelay } from "../../contracts/cluster";

/**
 * EKS knows a new Pod Identity association, and IAM a new role, after several seconds; a minute has been enough in all
 * reports.
 * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html and
 * https://github.com/aws/eks-pod-identity-agent/issues/52.
 */
export const grantDelay: GrantDelay = {
    seconds: 60,
    refusals: ["Status Code: 403", "AccessDenied", "Access Denied", "Unable to load", "No AWS Credentials"],
};
