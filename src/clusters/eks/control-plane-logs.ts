import { getLogGroupsOutput } from "@pulumi/aws/cloudwatch/getLogGroups";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import type * as pulumi from "@pulumi/pulumi";
import type { EksSettings } from "./settings";

/**
 * Registers the log group of the control plane. Without one, EKS makes a group that keeps everything for ever. It does so even
 * for the last logs of a cluster that is being deleted, so a group that is deleted with its cluster would come back and block
 * the next cluster (https://github.com/terraform-aws-modules/terraform-aws-eks/issues/920). The group therefore outlives its
 * cluster, and the next cluster of that name takes it over.
 */
export function controlPlaneLogs(
    name: string,
    { clusterName, logRetentionDays }: EksSettings,
    opts: { readonly parent: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): pulumi.Output<LogGroup> {
    const group = `/aws/eks/${clusterName}/cluster`;
    const found = getLogGroupsOutput({ logGroupNamePrefix: group }, opts).logGroupNames;
    // `import` is a resource option and takes no output, so the resource is registered once the answer is known. The engine
    // does not import a group again that is already in the stack.
    return found.apply(
        (names) =>
            new LogGroup(
                name,
                { name: group, retentionInDays: logRetentionDays },
                { ...opts, retainOnDelete: true, ...(names.includes(group) ? { import: group } : {}) },
            ),
    );
}
