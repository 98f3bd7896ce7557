import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { logAddon, logAddonAccount, logAddonConfiguration } from "./container-logs-spec";
import { podIdentityTrust, policyDocument, rolePrefix } from "./iam";
import { logStatements } from "./rights";
import type { EksSettings } from "./settings";

/** Inputs of the collector. */
export interface ContainerLogsInputs {
    readonly cluster: eks.Cluster;
    /** Group that takes the logs. */
    readonly group: cloudwatch.LogGroup;
    /** Nodes, on which the collector becomes ready. */
    readonly nodes: pulumi.Resource;
}

/** The collector that sends container logs to CloudWatch. It may write to their group and do nothing else. */
export class EksContainerLogs extends pulumi.ComponentResource {
    constructor(
        name: string,
        settings: EksSettings,
        { cluster, group, nodes }: ContainerLogsInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:eks:EksContainerLogs", name, { compute: settings.compute }, opts);
        const role = new iam.Role(
            `${name}-role`,
            {
                namePrefix: rolePrefix(settings.clusterName, "logs"),
                assumeRolePolicy: pulumi.jsonStringify(
                    podIdentityTrust({ clusterArn: cluster.arn, ...logAddonAccount }),
                ),
            },
            { parent: this },
        );
        const rights = new iam.RolePolicy(
            `${name}-rights`,
            { role: role.name, policy: pulumi.jsonStringify(policyDocument(logStatements(group.arn))) },
            { parent: this },
        );
        const addonVersion = settings.addonVersions[logAddon];
        new eks.Addon(
            `${name}-${logAddon}`,
            {
                clusterName: cluster.name,
                addonName: logAddon,
                ...(addonVersion === undefined ? {} : { addonVersion }),
                configurationValues: pulumi.jsonStringify(group.name.apply(logAddonConfiguration)),
                podIdentityAssociations: [{ roleArn: role.arn, serviceAccount: logAddonAccount.serviceAccount }],
                resolveConflictsOnCreate: "OVERWRITE",
                resolveConflictsOnUpdate: "OVERWRITE",
            },
            { parent: this, dependsOn: [nodes, rights] },
        );
        this.registerOutputs({});
    }
}
