import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** A service account of a namespace. */
export interface BoundAccount {
    readonly namespace: string;
    readonly serviceAccount: string;
}

// What EKS adds to a pod: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
const variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** Start of the words with which a pod is refused. */
export const noCredentials = "the pod would have no credentials";

/** Spec of the policy that a service account's pods have credentials. */
export function credentialsPolicySpec({ namespace, serviceAccount }: BoundAccount) {
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
            resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        },
        matchConditions: [
            {
                name: "service-account",
                expression: `object.spec.?serviceAccountName.orValue("") == "${serviceAccount}"`,
            },
        ],
        validations: [
            {
                // EKS gives all containers the variable or none; one that is added to the pod after that has none.
                expression: `object.spec.containers.exists(container, has(container.env) && container.env.exists(entry, entry.name == "${variable}"))`,
                message: `${noCredentials}: ${serviceAccount} has a role that EKS does not know yet; the pod can be made a moment later`,
            },
        ],
    };
}

/**
 * Registers a policy that refuses pods of a service account to which EKS has not added credentials. EKS does so when a pod is made,
 * and only some seconds after it was told of the role; a pod without them keeps failing, while whatever makes pods
 * makes one that was refused anew.
 *
 * @param opts with the provider of Kubernetes
 * @see https://github.com/aws/containers-roadmap/issues/2507
 */
export function requireCredentials(
    name: string,
    account: BoundAccount,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    // The name of a namespace has no dot, so that no two accounts share a name.
    const metadata = { name: `pod-identity.${account.namespace}.${account.serviceAccount}` };
    const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
        `${name}-credentials-policy`,
        { metadata, spec: credentialsPolicySpec(account) },
        opts,
    );
    return new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
        `${name}-credentials`,
        { metadata, spec: { policyName: policy.metadata.name, validationActions: ["Deny"] } },
        opts,
    );
}
