import { getLogGroupsOutput } from "@pulumi/aws/cloudwatch/getLogGroups";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import type * as pulumi from "@pulumi/pulumi";
import type { EksSettings } from "./settings";

/**
 * The group of the control plane's logs. Where there is none, EKS makes one that keeps everything for ever, and it does so for
 * the last words of a cluster that is being deleted too: a group that was deleted with its cluster would come back and be in
 * the next one's way (https://github.com/terraform-aws-modules/terraform-aws-eks/issues/920). The group therefore outlives its
 * cluster, and the next cluster of that name takes it over.
 */
export function controlPlaneLogs(
    name: string,
    { clusterName, logRetentionDays }: EksSettings,
    opts: { readonly parent: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): pulumi.Output<LogGroup> {
    const group = `/aws/eks/${clusterName}/cluster`;
    const found = getLogGroupsOutput({ logGroupNamePrefix: group }, opts).logGroupNames;
    // Whether to take a group over is an option of its resource, which takes no output. A group that the stack has is not
    // taken over again.
    return found.apply(
        (names) =>
            new LogGroup(
                name,
                { name: group, retentionInDays: logRetentionDays },
                { ...opts, retainOnDelete: true, ...(names.includes(group) ? { import: group } : {}) },
            ),
    );
}
