import { decide, type AwsPolicy } from "./aws-policies";

/** A pod to which EKS is to hand a role. */
export interface PodIdentity {
    readonly clusterArn: string;
    readonly namespace: string;
    readonly serviceAccount: string;
}

/**
 * Whether a role's trust lets EKS Pod Identity hand it to a pod. The session has tags, so that both actions must be allowed:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function trustsPod(trust: AwsPolicy, { clusterArn, namespace, serviceAccount }: PodIdentity): boolean {
    const context = sessionTags("aws:RequestTag", { clusterArn, namespace, serviceAccount });
    const principal = { kind: "Service", name: "pods.eks.amazonaws.com" } as const;
    return ["sts:AssumeRole", "sts:TagSession"].every(
        (action) => decide([trust], { action, principal, context }) === "allowed",
    );
}

/**
 * Tags of a session that EKS Pod Identity starts; "aws:RequestTag" while it starts and "aws:PrincipalTag" in it:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function sessionTags(
    prefix: "aws:RequestTag" | "aws:PrincipalTag",
    { clusterArn, namespace, serviceAccount }: PodIdentity,
): Readonly<Record<string, string>> {
    const tags = {
        "eks-cluster-arn": clusterArn,
        "eks-cluster-name": clusterArn.slice(clusterArn.indexOf("/") + 1),
        "kubernetes-namespace": namespace,
        "kubernetes-service-account": serviceAccount,
        "kubernetes-pod-name": "any-pod",
        "kubernetes-pod-uid": "f3a1c0de-0000-4000-8000-000000000001",
    };
    return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`${prefix}/${tag}`, value]));
}

/** A token of a service account, as the cluster's issuer signs it. */
export interface ServiceAccountToken {
    /** ARN of the provider that AWS knows the issuer by. */
    readonly providerArn: string;
    readonly audience: string;
    /** Such as `system:serviceaccount:orders:flink`. */
    readonly subject: string;
}

/**
 * Whether a role's trust lets who has a token take the role:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function trustsToken(trust: AwsPolicy, { providerArn, audience, subject }: ServiceAccountToken): boolean {
    const host = providerArn.slice(providerArn.indexOf("/") + 1);
    const context = { [`${host}:aud`]: audience, [`${host}:sub`]: subject };
    const principal = { kind: "Federated", name: providerArn } as const;
    return decide([trust], { action: "sts:AssumeRoleWithWebIdentity", principal, context }) === "allowed";
}
