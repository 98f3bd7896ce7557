import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, showHints, type Approved } from "../../checks/findings";
import type { PlatformHandle } from "../../contracts/platform";
import { ReadinessGate } from "../../readiness/gate";
import { registerDeployment } from "../deployment/register";
import { flinkUi, type SeenJob } from "../deployment/seen-job";
import type { FlinkApplicationArgs } from "./args";
import { checkFlinkApplication, clusterFactsOf } from "./checks";
import { applicationInputs } from "./inputs";
import { jobSettings, type JobSettings } from "./settings";
import { buildSpec, statePath } from "./spec";

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
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
    private readonly seen: SeenJob;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkApplicationArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedApplication, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkApplicationArgs | ApprovedApplication,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { platform } = args;
        super(
            "flink-platform:index:FlinkApplication",
            name,
            applicationInputs("approved" in args ? args.approved.settings : jobSettings(args)),
            pulumi.mergeOptions(opts, { providers: [platform.cluster.provider] }),
        );
        const { settings, hints } = "approved" in args ? args.approved : approve(name, args);
        showHints(hints, this);
        const jobNamespace = platform.jobNamespace(settings.namespace);
        const surroundings = { cluster: platform.cluster, jobNamespace };
        this.namespace = settings.namespace;
        this.statePath = statePath(name, surroundings);
        this.flinkUi = flinkUi(this.namespace, name);
        const registered = registerDeployment(
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
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.seen = registered.seen;
        this.registerOutputs({ statePath: this.statePath, flinkUi: this.flinkUi });
    }

    /** Id of the job in Flink, as of the last wait for it; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.seen.jobId;
    }

    /** State of the job in Flink's words, as of the last wait for it; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.seen.jobState;
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
