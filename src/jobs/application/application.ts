import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { registerDeployment } from "../deployment/register";
import { flinkUiCommand, restServiceOf } from "../deployment/rest-service";
import type { SeenJob } from "../deployment/seen-job";
import type { FlinkApplicationArgs } from "./args";
import {
    checkAgainstBinding,
    checkFlinkApplication,
    checkLateTemplate,
    clusterFactsOf,
    type PlatformFacts,
} from "./checks";
import { applicationInputs } from "./inputs";
import { checkedWhenKnown } from "./late-checks";
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
    /** The job's name in Kubernetes. */
    readonly jobName: string;
    readonly namespace: string;
    /** Service account of the job's pods. */
    readonly serviceAccountName: string;
    /** Service of Flink's REST API and UI in the namespace, on port 8081. */
    readonly restService: string;
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
    /** Folder of the job's state, which holds `checkpoints`, `savepoints` and `high-availability`. */
    readonly statePath: pulumi.Output<string>;
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
        requireOwn(name, args);
        const { platform } = args;
        super(
            "flink-platform:index:FlinkApplication",
            name,
            applicationInputs("approved" in args ? args.approved.settings : jobSettings(name, args)),
            optionsInCluster("FlinkApplication", name, opts, platform.cluster.provider),
        );
        const { settings, hints } = "approved" in args ? args.approved : approve(name, args);
        const { jobName, namespace } = settings;
        const renamed = jobName === name ? renameWarnings(name, opts.aliases) : [];
        showHints([...hints, ...findingsOf("FlinkApplication", name, renamed)], this);
        const jobNamespace = platform.jobNamespace(namespace, { retained: isRetained(this) });
        const facts = factsOf(platform);
        rejectFindings(checkAgainstBinding(name, settings, jobNamespace.binding, facts.cluster));
        const surroundings = { cluster: platform.cluster, jobNamespace };
        this.jobName = jobName;
        this.namespace = namespace;
        this.serviceAccountName = jobNamespace.serviceAccountName;
        this.restService = restServiceOf(jobName);
        this.flinkUi = flinkUiCommand(namespace, jobName);
        this.statePath = statePath(jobName, surroundings);
        const registered = registerDeployment(
            {
                name: jobName,
                namespace,
                labels: settings.labels,
                annotations: settings.annotations,
                spec: buildSpec(checkedWhenKnown(name, settings, facts), surroundings, (template) =>
                    rejectFindings(checkLateTemplate(name, settings, template, facts)),
                ),
                readiness: settings.readiness,
                deleteTimeoutSeconds: settings.deleteTimeoutSeconds,
                scaledByOthers: settings.scaledByOthers,
            },
            { component: this, name, platform, jobNamespace },
        );
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.seen = registered.seen;
        const { serviceAccountName, restService, flinkUi } = this;
        this.registerOutputs({
            jobName,
            namespace,
            serviceAccountName,
            restService,
            flinkUi,
            statePath: this.statePath,
        });
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

/** @throws pulumi.RunError if the platform or the namespace is missing. */
function requireOwn(name: string, args: Partial<FlinkApplicationArgs & ApprovedApplication> | undefined): void {
    requireArguments("FlinkApplication", name, args, args?.approved ? ["platform"] : ["platform", "namespace"]);
}

function approve(name: string, { platform, ...job }: FlinkApplicationArgs): Approved<JobSettings> {
    return approvedOf(checkFlinkApplication(name, job, factsOf(platform)));
}

function factsOf({ operator, cluster }: PlatformHandle): PlatformFacts {
    return { operator, cluster: clusterFactsOf(cluster) };
}
