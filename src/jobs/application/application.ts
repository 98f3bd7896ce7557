import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import type { FlinkApplicationArgs } from "./args";
import { checkFlinkApplication, clusterFactsOf } from "./checks";
import { FlinkDeployment } from "../deployment/deployment";
import { buildSpec, statePath } from "./spec";

/**
 * A Flink job with a cluster of its own and safe defaults: its checkpoints, savepoints and high-availability metadata
 * lie under the cluster's state store, changes keep its state, and its pods hold no rights that they do not need.
 *
 * @example
 * new FlinkApplication("orders", {
 *     platform,
 *     namespace: "orders",
 *     flinkVersion: "2.2",
 *     jar: "local:///opt/flink/usrlib/orders.jar",
 *     parallelism: 4,
 * });
 */
export class FlinkApplication extends pulumi.ComponentResource {
    /** The job's name once it is in the state asked for. */
    readonly ready: pulumi.Output<string>;
    /** The FlinkDeployment behind it. */
    readonly deployment: FlinkDeployment;
    readonly namespace: string;
    /** Folder of the job's state, which holds `checkpoints`, `savepoints` and `high-availability`. */
    readonly statePath: pulumi.Output<string>;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkApplicationArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const { platform, ...job } = args;
        super(
            "flink-platform:index:FlinkApplication",
            name,
            {},
            pulumi.mergeOptions(opts, { providers: [platform.cluster.provider] }),
        );
        rejectFindings(
            checkFlinkApplication(name, job, {
                operator: platform.operator,
                cluster: clusterFactsOf(platform.cluster),
            }),
        );
        const jobNamespace = platform.jobNamespace(args.namespace);
        const surroundings = { cluster: platform.cluster, jobNamespace };
        this.namespace = args.namespace;
        this.statePath = statePath(name, surroundings);
        this.deployment = new FlinkDeployment(
            `${name}-deployment`,
            {
                platform,
                metadata: { name, namespace: args.namespace },
                spec: buildSpec(name, job, surroundings),
                readiness: args.readiness,
                deleteTimeoutSeconds: args.deleteTimeoutSeconds,
            },
            { parent: this },
        );
        this.ready = this.deployment.ready;
        this.registerOutputs({ namespace: this.namespace, statePath: this.statePath });
    }
}
