import { arn, clusterName, roleArn } from "./aws-forms";
import { any, json, judge, listOf, mapOf, matching, objectOf, oneOf, text, yesOrNo } from "./property-rules";
import { isUnknown, type PropertyRule, type TypeRules } from "./rules";

const tolerations = listOf(objectOf({ key: text, operator: oneOf("Exists", "Equal"), value: text, effect: text }));
const enabled = objectOf({ enabled: yesOrNo });

/** What each add-on may be told; EKS holds it against the schema of the add-on's version. */
const configurations: Readonly<Record<string, PropertyRule>> = {
    "vpc-cni": objectOf({ enableNetworkPolicy: oneOf("true", "false") }),
    "kube-proxy": objectOf({}),
    coredns: objectOf({}),
    "eks-pod-identity-agent": objectOf({}),
    "aws-ebs-csi-driver": objectOf({}),
    "metrics-server": objectOf({}),
    // https://github.com/aws-observability/helm-charts/blob/main/charts/amazon-cloudwatch-observability/values.yaml
    "amazon-cloudwatch-observability": objectOf({
        tolerations,
        applicationSignals: enabled,
        containerInsights: enabled,
        manager: objectOf({ applicationSignals: objectOf({ autoMonitor: objectOf({ monitorAllServices: yesOrNo }) }) }),
        containerLogs: objectOf({
            enabled: yesOrNo,
            fluentBit: objectOf({ tolerations, config: objectOf({ extraFiles: mapOf(text) }) }),
        }),
    }),
};

/** Add-ons of an EKS cluster. */
export const awsAddon: TypeRules = {
    required: ["clusterName", "addonName"],
    properties: {
        clusterName,
        addonName: oneOf(...Object.keys(configurations)),
        addonVersion: matching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an add-on's version"),
        configurationValues: json(),
        podIdentityAssociations: listOf(objectOf({ roleArn, serviceAccount: text }, ["roleArn", "serviceAccount"])),
        resolveConflictsOnCreate: oneOf("NONE", "OVERWRITE"),
        resolveConflictsOnUpdate: oneOf("NONE", "OVERWRITE", "PRESERVE"),
        tags: any,
    },
    replaces: ["clusterName", "addonName"],
    physicalName: "addonName",
    id: ({ clusterName: owner, addonName }) => `${owner}:${addonName}`,
    problems: ({ addonName, configurationValues }) => {
        const configuration = configurations[addonName];
        if (configuration === undefined || configurationValues === undefined || isUnknown(configurationValues)) {
            return [];
        }
        const problem = judge(configuration, JSON.parse(configurationValues), "");
        return problem === undefined
            ? []
            : [`ConfigurationValue provided in request is not supported: Json schema validation failed: ${problem}`];
    },
    outputs: ({ addonName, addonVersion }) => ({
        arn: arn("eks", `addon/${addonName}`),
        addonVersion: addonVersion ?? "v1.0.0-eksbuild.1",
    }),
};
