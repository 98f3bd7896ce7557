import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, showHints, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import type { PlatformHandle } from "../../contracts/platform";
import { ReadinessGate } from "../../readiness/gate";
import { checkedWhenKnown, rejectLate } from "../deployment/late-texts";
import { registerDeployment } from "../deployment/register";
import type { FlinkApplicationArgs } from "./args";
import { checkFlinkApplication, clusterFactsOf } from "./checks";
import { inArguments } from "./in-arguments";
import type { JobSettings } from "./settings";
import { buildSpec, operatorVersion, statePath } from "./spec";

/** An application whose arguments were checked together with those of other components. */
export interface ApprovedApplication {
    readonly platform: PlatformHandle;
    readonly approved: Approved<JobSettings>;
}

/**
 * A Flink job with a dedicated cluster and safe defaults: its checkpoints, savepoints and high-availability metadata
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
    /** The job's name, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** The FlinkDeployment in Kubernetes. */
    readonly deployment: k8s.apiextensions.CustomResource;
    readonly namespace: string;
    /** Folder of the job's state, which holds `checkpoints`, `savepoints` and `high-availability`. */
    readonly statePath: pulumi.Output<string>;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkApplicationArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedApplication, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkApplicationArgs | ApprovedApplication,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        requireArguments<Partial<FlinkApplicationArgs & ApprovedApplication>>(
            "FlinkApplication",
            name,
            args,
            (args as ApprovedApplication | undefined)?.approved ? ["platform"] : ["platform", "namespace"],
        );
        const { platform } = args;
        super(
            "flink-platform:index:FlinkApplication",
            name,
            {},
            pulumi.mergeOptions(opts, { providers: [platform.cluster.provider] }),
        );
        const { settings: approved, hints } = "approved" in args ? args.approved : approve(name, args);
        const settings = checkedWhenKnown(
            approved,
            operatorVersion(approved.flinkVersion),
            rejectLate("FlinkApplication", name, inArguments),
        );
        showHints(hints, this);
        const jobNamespace = platform.jobNamespace(settings.namespace);
        const surroundings = { cluster: platform.cluster, jobNamespace };
        this.namespace = settings.namespace;
        this.statePath = statePath(name, surroundings);
        const { deployment, ready } = registerDeployment(
            {
                name,
                namespace: settings.namespace,
                labels: {},
                annotations: {},
                spec: buildSpec(name, settings, surroundings),
                readiness: settings.readiness,
                deleteTimeoutSeconds: settings.deleteTimeoutSeconds,
            },
            { component: this, name, platform, jobNamespace },
        );
        this.deployment = deployment;
        this.ready = ready;
        this.registerOutputs({});
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

function approve(name: string, { platform, ...job }: FlinkApplicationArgs): Approved<JobSettings> {
    const { operator, cluster } = platform;
    return approvedOf(checkFlinkApplication(name, job, { operator, cluster: clusterFactsOf(cluster) }));
}
