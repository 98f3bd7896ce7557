import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, showHints } from "../../checks/findings";
import { argumentProblems, requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { isRetained } from "../../owners/watch";
import { flinkVersionOf } from "../../rules/flink-version";
import { ReadinessGate } from "../../readiness/gate";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs } from "./args";
import { checkFlinkDeploymentArgs } from "./checks";
import { deploymentInputs } from "./inputs";
import { knownManifestArgs } from "./known-arguments";
import { checkedTexts, rejectLate } from "./late-texts";
import { readManifest } from "./manifest";
import { registerDeployment } from "./register";
import { flinkUiCommand, restServiceOf } from "./rest-service";
import type { SeenJob } from "./seen-job";
import { deploymentSettings } from "./settings";

/**
 * A Flink cluster, with a job or without one, as the operator defines it. Adds two things: a spec that the
 * operator would refuse is refused at preview, and `pulumi up` is green only if it is in the state asked for, on every
 * run. What depends on the component waits until it is.
 *
 * @example
 * new FlinkDeployment("orders", {
 *     platform,
 *     metadata: { namespace: "orders" },
 *     spec: {
 *         image: "flink:2.2.1-java17",
 *         flinkVersion: "v2_2",
 *         jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
 *         taskManager: { resource: { memory: "2048m", cpu: 1 } },
 *         job: { jarURI: "local:///opt/flink/usrlib/orders.jar", parallelism: 2 },
 *     },
 * });
 */
export class FlinkDeployment extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly deployment: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** Its name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    /** Service of Flink's REST API and UI in the namespace, on port 8081. */
    readonly restService: string;
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
    private readonly seen: SeenJob;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkDeploymentArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("FlinkDeployment", name, args, ["platform", "metadata", "spec"]);
        const { platform } = args;
        super(
            "flink-platform:index:FlinkDeployment",
            name,
            deploymentInputs(deploymentSettings(name, args)),
            optionsInCluster("FlinkDeployment", name, opts, platform.cluster.provider),
        );
        const { settings: approved, hints } = approvedOf(checkFlinkDeploymentArgs(name, args));
        const settings = { ...approved, spec: withLateChecks(name, approved.spec) };
        const renamed = args.metadata.name === undefined ? renameWarnings(name, opts.aliases) : [];
        showHints([...hints, ...findingsOf("FlinkDeployment", name, renamed)], this);
        this.name = settings.name;
        this.namespace = settings.namespace;
        this.restService = restServiceOf(settings.name);
        this.flinkUi = flinkUiCommand(settings.namespace, settings.name);
        const jobNamespace = platform.jobNamespace(settings.namespace, { retained: isRetained(this) });
        const registered = registerDeployment(settings, { component: this, name, platform, jobNamespace });
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.seen = registered.seen;
        const { restService, flinkUi } = this;
        this.registerOutputs({ name: settings.name, namespace: settings.namespace, restService, flinkUi });
    }

    /**
     * Makes a FlinkDeployment from its manifest, such as those of the operator's own examples.
     *
     * @throws pulumi.RunError if the file is missing, is not one FlinkDeployment or has unknown fields.
     */
    static fromYaml(
        name: string,
        args: FlinkDeploymentManifestArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkDeployment {
        requireArguments("FlinkDeployment", name, args, ["platform", "file"]);
        rejectFindings(findingsOf("FlinkDeployment", name, argumentProblems(args, knownManifestArgs)));
        const { platform, file, readiness, deleteTimeoutSeconds, scaledByOthers, ...overrides } = args;
        const manifest = readManifest(name, file, overrides);
        const more = { readiness, deleteTimeoutSeconds, scaledByOthers };
        return new FlinkDeployment(name, { platform, ...more, ...manifest }, opts);
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

/** In standalone mode arguments come by the command, whole. */
function withLateChecks(name: string, spec: FlinkDeploymentSpec): FlinkDeploymentSpec {
    const reject = rejectLate("FlinkDeployment", name);
    const checked = checkedTexts(spec, flinkVersionOf(spec), reject);
    const job = spec.job && spec.mode !== "standalone" && checkedTexts(spec.job, flinkVersionOf(spec), reject);
    return job ? { ...checked, job } : checked;
}
