import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { autoTagStatements, managedPolicyArn, policyDocument, rolePrefix, serviceTrust } from "./iam";
import type { RoleWithRights } from "./node-role";
import type { EksSettings } from "./settings";

/** Registers the role that the control plane acts as, with policies that AWS maintains. */
export function createClusterRole(
    name: string,
    settings: EksSettings,
    opts: pulumi.CustomResourceOptions,
): RoleWithRights {
    const auto = settings.compute === "auto";
    const role = new iam.Role(
        `${name}-role`,
        {
            namePrefix: rolePrefix(settings.clusterName, "cluster"),
            assumeRolePolicy: JSON.stringify(
                serviceTrust("eks.amazonaws.com", auto ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]),
            ),
        },
        opts,
    );
    const attachments: pulumi.Resource[] = clusterPolicies(auto).map(
        (policy) =>
            new iam.RolePolicyAttachment(
                `${name}-${policy}`,
                { role: role.name, policyArn: managedPolicyArn(settings.region, policy) },
                opts,
            ),
    );
    const tagging =
        auto && Object.keys(settings.tags).length > 0
            ? [
                  new iam.RolePolicy(
                      `${name}-tags`,
                      { role: role.name, policy: JSON.stringify(policyDocument(autoTagStatements)) },
                      opts,
                  ),
              ]
            : [];
    return { role, rights: [...attachments, ...tagging] };
}

// https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
function clusterPolicies(auto: boolean): readonly string[] {
    return [
        "AmazonEKSClusterPolicy",
        ...(auto
            ? [
                  "AmazonEKSBlockStoragePolicy",
                  "AmazonEKSComputePolicy",
                  "AmazonEKSLoadBalancingPolicy",
                  "AmazonEKSNetworkingPolicy",
              ]
            : []),
    ];
}
