import type * as pulumi from "@pulumi/pulumi";
import { partitionOf, serviceDomain } from "./region";

/** One statement of a policy. */
export interface Statement {
    readonly Effect: "Allow" | "Deny";
    readonly Action: readonly string[] | string;
    readonly Principal?: Readonly<Record<string, pulumi.Input<string>>> | string;
    readonly Resource?: readonly pulumi.Input<string>[] | pulumi.Input<string | readonly string[]>;
    readonly Condition?: unknown;
}

/** A policy of statements, before it is written as JSON. */
export function policyDocument(statements: readonly Statement[]) {
    return { Version: "2012-10-17", Statement: statements };
}

/** Lets a service take a role. */
export function serviceTrust(service: string, actions: readonly string[] = ["sts:AssumeRole"]) {
    return policyDocument([{ Effect: "Allow", Principal: { Service: service }, Action: actions }]);
}

/** The service that EC2 instances act as; its name differs between parts of AWS. */
export function instanceService(region: string): string {
    return `ec2.${serviceDomain(region)}`;
}

/** ARN of a policy that AWS maintains. */
export function managedPolicyArn(region: string, name: string): string {
    return `arn:${partitionOf(region)}:iam::aws:policy/${name}`;
}

/** ARN of an EKS access policy: what a role may do in Kubernetes. */
export function accessPolicyArn(region: string, name: string): string {
    return `arn:${partitionOf(region)}:eks::aws:cluster-access-policy/${name}`;
}

// AWS adds 26 characters of its own to a prefix: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const maxRolePrefixLength = 64 - 26;

/**
 * Start of a role's name: that of the cluster, so that a policy can name all roles of a cluster. A long name is cut; what
 * AWS adds keeps roles apart, also those of clusters with one name in two regions.
 */
export function rolePrefix(clusterName: string, purpose: "cluster" | "nodes" | "volumes" | "pods" | "logs"): string {
    const suffix = `-${purpose}-`;
    return `${clusterName.slice(0, maxRolePrefixLength - suffix.length)}${suffix}`;
}

/** Trust of a Pod Identity role in one service account of one cluster. */
export interface PodIdentityTrust {
    readonly clusterArn: pulumi.Input<string>;
    readonly namespace: string;
    readonly serviceAccount: string;
}

/**
 * Lets EKS hand a role to the pods of one service account. The tags are those that EKS puts on every request:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function podIdentityTrust({ clusterArn, namespace, serviceAccount }: PodIdentityTrust) {
    return policyDocument([
        {
            Effect: "Allow",
            Principal: { Service: "pods.eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Condition: {
                StringEquals: {
                    "aws:RequestTag/eks-cluster-arn": clusterArn,
                    "aws:RequestTag/kubernetes-namespace": namespace,
                    "aws:RequestTag/kubernetes-service-account": serviceAccount,
                },
            },
        },
    ]);
}

/** Lets the pods of one service account take a role with the token that Kubernetes gives them. */
export function webIdentityTrust(providerArn: string, issuer: string, namespace: string, serviceAccount: string) {
    const host = issuer.replace(/^https:\/\//, "");
    return policyDocument([
        {
            Effect: "Allow",
            Principal: { Federated: providerArn },
            Action: ["sts:AssumeRoleWithWebIdentity"],
            Condition: {
                StringEquals: {
                    [`${host}:aud`]: "sts.amazonaws.com",
                    [`${host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
                },
            },
        },
    ]);
}

// Of what Auto Mode makes for the cluster; the cluster's own name is on each request as a tag.
const ownCluster = {
    StringEquals: { "aws:RequestTag/eks:eks-cluster-name": "${aws:PrincipalTag/eks:eks-cluster-name}" },
};

/**
 * Lets Auto Mode put tags of the user's on what it makes; the policies that AWS maintains leave that out:
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html
 */
export const autoTagStatements: readonly Statement[] = [
    {
        Effect: "Allow",
        Action: ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"],
        Resource: "*",
        Condition: {
            ...ownCluster,
            StringLike: {
                "aws:RequestTag/eks:kubernetes-node-class-name": "*",
                "aws:RequestTag/eks:kubernetes-node-pool-name": "*",
            },
        },
    },
    {
        Effect: "Allow",
        Action: ["ec2:CreateVolume", "ec2:CreateSnapshot"],
        Resource: ["arn:*:ec2:*:*:volume/*", "arn:*:ec2:*:*:snapshot/*"],
        Condition: ownCluster,
    },
    {
        Effect: "Allow",
        Action: "ec2:CreateNetworkInterface",
        Resource: "*",
        Condition: { ...ownCluster, StringLike: { "aws:RequestTag/eks:kubernetes-cni-node-name": "*" } },
    },
];
