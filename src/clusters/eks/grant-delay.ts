import type { GrantDelay } from "../../contracts/cluster";
import { noCredentials } from "./pod-identity-policy";

/**
 * EKS knows a new Pod Identity association, and IAM a new role, after several seconds; a minute has been enough in all
 * reports.
 * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html and
 * https://github.com/aws/eks-pod-identity-agent/issues/52.
 */
export const grantDelay: GrantDelay = {
    seconds: 60,
    refusals: [
        noCredentials,
        "Status Code: 403",
        "AccessDenied",
        "Access Denied",
        "Unable to load credentials",
        "No AWS Credentials",
    ],
};
