import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings, showHints } from "../../checks/findings";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { checkAgainstBinding } from "../application/cluster-checks";
import { registerContents, waitsForJobs } from "../application/content-objects";
import { fileContents } from "../application/files";
import { wordsOf } from "../application/impact-words";
import { podsOf } from "../application/evicted-pods";
import { clusterCheckedWhenKnown } from "../application/late-checks";
import { buildClusterSpec, statePath } from "../application/spec";
import { ownedFolder } from "../application/state-owner";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { optionsOfRefused, refusedDeployment, unknownOutput, unlessRefused } from "../deployment/refused";
import { registerDeployment, type RegisteredDeployment } from "../deployment/register";
import { flinkUiCommand, restServiceOf } from "../deployment/rest-service";
import { registerBudgets } from "../disruption/budget";
import { approveSessionCluster, type ApprovedCluster, type ApprovedSessionCluster } from "./approval";
import type { FlinkSessionClusterArgs } from "./args";
import { checkLateTemplate, declaredCluster } from "./checks";
import { sessionConfiguration } from "./configuration";
import { sessionClusterInputs } from "./inputs";

/**
 * A Flink cluster that jobs share, with the defaults of an application: state and high-availability metadata lie under
 * the cluster's state store, and its pods hold no rights that they do not need. Its jobs are FlinkSessionJobs.
 */
export class FlinkSessionCluster extends pulumi.ComponentResource {
    /** The cluster's name, once its JobManager is up; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** The FlinkDeployment in Kubernetes. */
    readonly deployment: k8s.apiextensions.CustomResource;
    /** The cluster's name in Kubernetes. */
    readonly clusterName: string;
    readonly namespace: string;
    /** Service account of the cluster's pods. */
    readonly serviceAccountName: string;
    /** Service of Flink's REST API and UI in the namespace, on port 8081. */
    readonly restService: string;
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
    /** Folder of the state of all its jobs, which holds `checkpoints`, `savepoints` and `high-availability`. */
    readonly statePath: pulumi.Output<string>;
    /** @internal */
    readonly declared: DeclaredCluster;

    /**
     * Runs a Flink cluster for FlinkSessionJobs, with their state under the cluster's state store.
     *
     * @example
     * const cluster = new FlinkSessionCluster("shared", { platform, namespace: "orders" });
     * new FlinkSessionJob("orders", { platform, sessionCluster: cluster, jar: "https://example.com/orders.jar" });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkSessionClusterArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSessionCluster, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkSessionClusterArgs | ApprovedSessionCluster,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const cluster = unlessRefused(() => approveSessionCluster(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkSessionCluster",
            name,
            cluster ? sessionClusterInputs(cluster.settings) : {},
            cluster?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const registered = (cluster && unlessRefused(() => register(this, name, cluster))) ?? refusedCluster(this);
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.clusterName = given.clusterName ?? name;
        this.namespace = given.namespace ?? "";
        this.serviceAccountName = registered.serviceAccountName;
        this.restService = restServiceOf(this.clusterName);
        this.flinkUi = flinkUiCommand(this.namespace, this.clusterName);
        this.statePath = registered.statePath;
        this.declared = {
            ...(cluster
                ? declaredCluster({ findings: [], settings: cluster.settings }, cluster.facts)
                : { name: this.clusterName, namespace: this.namespace, spec: undefined }),
            provider: cluster?.platform.cluster.provider,
        };
        const { clusterName, namespace, serviceAccountName, restService, flinkUi, statePath } = this;
        this.registerOutputs({ clusterName, namespace, serviceAccountName, restService, flinkUi, statePath });
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: Partial<FlinkSessionClusterArgs> | ApprovedSessionCluster | undefined) {
    const { platform } = args ?? {};
    const { clusterName, namespace } = args && "approved" in args ? args.approved.settings : (args ?? {});
    return { platform, clusterName, namespace };
}

interface RegisteredCluster extends RegisteredDeployment {
    readonly serviceAccountName: string;
    readonly statePath: pulumi.Output<string>;
}

/** @throws pulumi.RunError if its namespace cannot be what it needs, or if something else makes the same object. */
function register(component: FlinkSessionCluster, name: string, cluster: ApprovedCluster): RegisteredCluster {
    const { platform, facts, settings, hints } = cluster;
    showHints(hints, component);
    const { clusterName, namespace } = settings;
    const jobNamespace = platform.jobNamespace(namespace, { retained: isRetained(component) });
    const called = { component: "FlinkSessionCluster", name };
    rejectFindings(checkAgainstBinding(called, settings, jobNamespace.binding, facts.cluster));
    const surroundings = { cluster: platform.cluster, jobNamespace };
    const spec = buildClusterSpec(
        {
            name: clusterName,
            settings: clusterCheckedWhenKnown(called, settings, facts),
            configuration: sessionConfiguration,
        },
        surroundings,
        (templates) => rejectFindings(checkLateTemplate(name, settings, templates, facts)),
    );
    const contents = registerContents(fileContents(settings.files), {
        ...{ component, name, job: clusterName, namespace },
        dependsOn: jobNamespace.dependsOn,
        waits: waitsForJobs(platform, settings.readiness),
    });
    const folder = ownedFolder(called, statePath(clusterName, surroundings));
    const registered = registerDeployment(
        // Its high availability cannot be switched off, and no change of it loses state.
        { ...settings, name: clusterName, spec, scaledByOthers: false, acceptStateLoss: undefined },
        {
            ...{ component, name, platform, jobNamespace, kind: "FlinkSessionCluster" },
            inWords: wordsOf(settings),
            dependsOn: contents,
        },
    );
    const { disruption } = settings;
    registerBudgets({ name: clusterName, pods: podsOf(settings), disruption }, { component, name, jobNamespace });
    const { serviceAccountName } = jobNamespace;
    return { ...registered, serviceAccountName, statePath: folder };
}

/** Stand-in for the outputs of a refused cluster. Text that may go into plain arguments is as it would be. */
function refusedCluster(component: FlinkSessionCluster): RegisteredCluster {
    const registered = refusedDeployment(component);
    return { ...registered, serviceAccountName: "flink", statePath: unknownOutput() };
}
