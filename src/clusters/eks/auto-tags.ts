import type { Statement } from "./iam";

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
