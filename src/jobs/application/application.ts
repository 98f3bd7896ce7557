import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings, showHints } from "../../checks/findings";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { optionsOfRefused, refusedDeployment, unknownOutput, unlessRefused } from "../deployment/refused";
import { registerDeployment, type RegisteredDeployment } from "../deployment/register";
import { flinkUiCommand, restServiceOf } from "../deployment/rest-service";
import type { SeenJob } from "../deployment/seen-job";
import { registerBudgets } from "../disruption/budget";
import { approveApplication, type ApprovedApplication, type ApprovedJob } from "./approval";
import type { FlinkApplicationArgs } from "./args";
import { checkLateTemplate } from "./checks";
import { checkAgainstBinding } from "./cluster-checks";
import { wordsOfJob } from "./program-words";
import { podsOf } from "./evicted-pods";
import { applicationInputs } from "./inputs";
import { registerContents, waitsForJobs } from "./content-objects";
import { checkedWhenKnown } from "./late-checks";
import { fileContents } from "./files";
import { withKnownStart } from "./known-start";
import { buildSpec, statePath } from "./spec";
import { scriptContents } from "./sql";
import { ownedFolder } from "./state-owner";

/**
 * A Flink job with a dedicated cluster and safe defaults: its checkpoints, savepoints and high-availability metadata
 * lie under the cluster's state store, changes keep its state, and its pods hold no rights that they do not need.
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
    /** @internal */
    readonly declared: DeclaredCluster;
    private readonly seen: SeenJob;

    /**
     * Runs a job in a Flink cluster of its own, with its state under the cluster's state store.
     *
     * @example
     * new FlinkApplication("orders", {
     *     platform,
     *     namespace: "orders",
     *     flinkVersion: "2.2",
     *     jar: "local:///opt/flink/usrlib/orders.jar",
     *     parallelism: 4,
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkApplicationArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedApplication, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkApplicationArgs | ApprovedApplication,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const job = unlessRefused(() => approveApplication(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkApplication",
            name,
            job ? applicationInputs(job.settings) : {},
            job?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const registered = (job && unlessRefused(() => register(this, name, job))) ?? refusedApplication(this);
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.seen = registered.seen;
        this.jobName = given.jobName ?? name;
        this.namespace = given.namespace ?? "";
        this.serviceAccountName = registered.serviceAccountName;
        this.restService = restServiceOf(this.jobName);
        this.flinkUi = flinkUiCommand(this.namespace, this.jobName);
        this.statePath = registered.statePath;
        this.declared = {
            name: this.jobName,
            namespace: this.namespace,
            spec: registered.spec,
            provider: job?.platform.cluster.provider,
        };
        const { jobName, namespace, serviceAccountName, restService, flinkUi, statePath } = this;
        this.registerOutputs({ jobName, namespace, serviceAccountName, restService, flinkUi, statePath });
    }

    /** Id of the job in Flink, as of the last wait for it; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.seen.jobId;
    }

    /** State of the job in Flink's words, as of the last wait for it; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.seen.jobState;
    }

    /**
     * Path of the last savepoint that the operator has taken of the job, as of the last wait for it; undefined if it knows of
     * none. Those of a `FlinkStateSnapshot` have their own `path`.
     */
    get lastSavepointPath(): pulumi.Output<string | undefined> {
        return this.seen.lastSavepointPath;
    }

    /**
     * Path of the job's last completed checkpoint, asked of its JobManager through the API server after the wait; undefined if
     * that does not answer. Only asked where the program reads it.
     */
    get lastCheckpointPath(): pulumi.Output<string | undefined> {
        return this.seen.lastCheckpointPath;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: Partial<FlinkApplicationArgs> | ApprovedApplication | undefined) {
    const { platform } = args ?? {};
    const { jobName, namespace } = args && "approved" in args ? args.approved.settings : (args ?? {});
    return { platform, jobName, namespace };
}

interface RegisteredApplication extends RegisteredDeployment {
    readonly serviceAccountName: string;
    readonly statePath: pulumi.Output<string>;
    /** Undefined for an application that is refused. */
    readonly spec: FlinkDeploymentSpec | undefined;
}

/** @throws pulumi.RunError if its namespace cannot be what it needs, or if something else makes the same object. */
function register(component: FlinkApplication, name: string, job: ApprovedJob): RegisteredApplication {
    const { platform, facts, settings, hints } = job;
    showHints(hints, component);
    const {
        jobName,
        namespace,
        labels,
        annotations,
        readiness,
        deleteTimeoutSeconds,
        scaledByOthers,
        acceptStateLoss,
    } = settings;
    const jobNamespace = platform.jobNamespace(namespace, { retained: isRetained(component) });
    const called = { component: "FlinkApplication", name };
    rejectFindings(checkAgainstBinding(called, settings, jobNamespace.binding, facts.cluster));
    const surroundings = { cluster: platform.cluster, jobNamespace };
    const started = withKnownStart(called, settings, surroundings);
    const spec = buildSpec(checkedWhenKnown(name, started, facts), surroundings, (templates) =>
        rejectFindings(checkLateTemplate(name, settings, templates, facts)),
    );
    const contents = registerContents([...fileContents(settings.files), ...scriptContents(settings)], {
        ...{ component, name, job: jobName, namespace },
        dependsOn: jobNamespace.dependsOn,
        waits: waitsForJobs(platform, readiness),
    });
    const folder = ownedFolder(called, statePath(jobName, surroundings));
    const registered = registerDeployment(
        {
            name: jobName,
            namespace,
            labels,
            annotations,
            spec,
            readiness,
            deleteTimeoutSeconds,
            scaledByOthers,
            acceptStateLoss,
        },
        {
            ...{ component, name, platform, jobNamespace, kind: "FlinkApplication" },
            inWords: wordsOfJob(settings),
            dependsOn: contents,
        },
    );
    const { disruption } = settings;
    registerBudgets({ name: jobName, pods: podsOf(settings, settings), disruption }, { component, name, jobNamespace });
    const { serviceAccountName } = jobNamespace;
    return { ...registered, serviceAccountName, statePath: folder, spec };
}

/** Stand-in for the outputs of a refused application. Text that may go into plain arguments is as it would be. */
function refusedApplication(component: FlinkApplication): RegisteredApplication {
    const registered = refusedDeployment(component);
    return { ...registered, serviceAccountName: "flink", statePath: unknownOutput(), spec: undefined };
}
