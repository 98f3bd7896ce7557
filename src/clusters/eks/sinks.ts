import * as amp from "@pulumi/aws/amp";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { EksSettings } from "./settings";
import type { LogSink, MetricsSink } from "../../contracts/cluster";

/** Services that take container logs and metrics. */
export class EksSinks extends pulumi.ComponentResource {
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    /** Group of container logs; undefined where they stay in the cluster. */
    readonly logGroup: cloudwatch.LogGroup | undefined;
    /** Undefined where metrics stay in the cluster. */
    readonly workspaceArn: pulumi.Output<string> | undefined;

    constructor(name: string, settings: EksSettings, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksSinks", name, { logs: settings.logs, metrics: settings.metrics }, opts);
        const { region } = settings;
        if (settings.logs === "cloud") {
            this.logGroup = new cloudwatch.LogGroup(
                `${name}-logs`,
                {
                    name: `/flink-platform/${settings.clusterName}/containers`,
                    retentionInDays: settings.logRetentionDays,
                },
                { parent: this },
            );
            this.logSink = { kind: "cloudWatch", region, logGroupName: this.logGroup.name };
        } else {
            this.logSink = { kind: "inCluster" };
        }
        if (settings.metrics === "cloud") {
            const workspace = new amp.Workspace(`${name}-metrics`, { alias: settings.clusterName }, { parent: this });
            this.workspaceArn = workspace.arn;
            this.metricsSink = {
                kind: "remoteWrite",
                // https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-APIReference-RemoteWrite.html
                url: pulumi.interpolate`${workspace.prometheusEndpoint}api/v1/remote_write`,
                authentication: { kind: "sigv4", region },
            };
        } else {
            this.metricsSink = { kind: "inCluster" };
        }
        this.registerOutputs({});
    }
}
