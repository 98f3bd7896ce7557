import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { checkAgainstBinding, factsOf } from "../application/cluster-checks";
import { clusterCheckedWhenKnown } from "../application/late-checks";
import { buildClusterSpec, statePath, type Surroundings } from "../application/spec";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { registerDeployment } from "../deployment/register";
import { flinkUiCommand, restServiceOf } from "../deployment/rest-service";
import type { FlinkSessionClusterArgs } from "./args";
import { checkFlinkSessionCluster, checkLateTemplate, declaredCluster } from "./checks";
import { sessionConfiguration } from "./configuration";
import { sessionClusterInputs } from "./inputs";
import { sessionClusterSettings, type SessionClusterSettings } from "./settings";

/** A session cluster whose arguments were checked together with those of other components. */
export interface ApprovedSessionCluster {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SessionClusterSettings>;
}

/**
 * A Flink cluster that jobs share, with the defaults of an application: state and high-availability metadata lie under
 * the cluster's state store, and its pods hold no rights that they do not need. Its jobs are FlinkSessionJobs.
 *
 * @example
 * const cluster = new FlinkSessionCluster("shared", { platform, namespace: "orders" });
 * new FlinkSessionJob("orders", { platform, sessionCluster: cluster, jar: "https://example.com/orders.jar" });
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

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkSessionClusterArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSessionCluster, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkSessionClusterArgs | ApprovedSessionCluster,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        requireOwn(name, args);
        const { platform } = args;
        super(
            "flink-platform:index:FlinkSessionCluster",
            name,
            sessionClusterInputs("approved" in args ? args.approved.settings : sessionClusterSettings(name, args)),
            optionsInCluster("FlinkSessionCluster", name, opts, platform.cluster.provider),
        );
        const { settings, hints } = "approved" in args ? args.approved : approve(name, args);
        const { clusterName, namespace } = settings;
        const renamed = clusterName === name ? renameWarnings(name, opts.aliases) : [];
        showHints([...hints, ...findingsOf("FlinkSessionCluster", name, renamed)], this);
        const jobNamespace = platform.jobNamespace(namespace, { retained: isRetained(this) });
        const surroundings = { cluster: platform.cluster, jobNamespace };
        this.clusterName = clusterName;
        this.namespace = namespace;
        this.serviceAccountName = jobNamespace.serviceAccountName;
        this.restService = restServiceOf(clusterName);
        this.flinkUi = flinkUiCommand(namespace, clusterName);
        this.statePath = statePath(clusterName, surroundings);
        this.declared = {
            ...declaredCluster({ findings: [], settings }, factsOf(platform)),
            provider: platform.cluster.provider,
        };
        const { deployment, ready } = registerDeployment(
            {
                ...settings,
                name: clusterName,
                spec: specOf(name, settings, platform, surroundings),
                scaledByOthers: false,
            },
            { component: this, name, platform, jobNamespace },
        );
        this.deployment = deployment;
        this.ready = ready;
        const { serviceAccountName, restService, flinkUi } = this;
        this.registerOutputs({
            clusterName,
            namespace,
            serviceAccountName,
            restService,
            flinkUi,
            statePath: this.statePath,
        });
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** @throws pulumi.RunError if the platform or the namespace is missing. */
function requireOwn(name: string, args: Partial<FlinkSessionClusterArgs & ApprovedSessionCluster> | undefined): void {
    requireArguments("FlinkSessionCluster", name, args, args?.approved ? ["platform"] : ["platform", "namespace"]);
}

function approve(name: string, { platform, ...cluster }: FlinkSessionClusterArgs): Approved<SessionClusterSettings> {
    return approvedOf(checkFlinkSessionCluster(name, cluster, factsOf(platform)));
}

/** The FlinkDeployment's spec. @throws pulumi.RunError if the settings meet what the namespace's binding needs. */
function specOf(name: string, settings: SessionClusterSettings, platform: PlatformHandle, surroundings: Surroundings) {
    const component = { component: "FlinkSessionCluster", name };
    const facts = factsOf(platform);
    rejectFindings(checkAgainstBinding(component, settings, surroundings.jobNamespace.binding, facts.cluster));
    return buildClusterSpec(
        {
            name: settings.clusterName,
            settings: clusterCheckedWhenKnown(component, settings, facts),
            configuration: sessionConfiguration,
        },
        surroundings,
        (template) => rejectFindings(checkLateTemplate(name, settings, template, facts)),
    );
}
