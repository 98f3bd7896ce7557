import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { showHints } from "../../checks/findings";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { isRetained } from "../../owners/watch";
import { flinkVersionOf } from "../../rules/flink-version";
import { ReadinessGate } from "../../readiness/gate";
import { approveDeployment, argumentsOfManifest, type ApprovedDeployment } from "./approval";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs, FlinkMetadata } from "./args";
import type { DeclaredCluster } from "./declared-cluster";
import { deploymentInputs } from "./inputs";
import { checkedTexts, rejectLate } from "./late-texts";
import { optionsOfRefused, refusedDeployment, unlessRefused } from "./refused";
import { registerDeployment, type RegisteredDeployment } from "./register";
import { flinkUiCommand, restServiceOf } from "./rest-service";
import type { SeenJob } from "./seen-job";

/**
 * A Flink cluster, with a job or without one, as the operator defines it. Adds two things: a spec that the
 * operator would refuse is refused at preview, and `pulumi up` is green only if it is in the state asked for, on every
 * run. What depends on the component waits until it is.
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
    /** @internal */
    readonly declared: DeclaredCluster;
    private readonly seen: SeenJob;

    /**
     * Runs a Flink cluster from the operator's own arguments, one to one.
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
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkDeploymentArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: RefusedArgs, opts?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: FlinkDeploymentArgs | RefusedArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const approved =
            args instanceof RefusedArgs ? undefined : unlessRefused(() => approveDeployment(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkDeployment",
            name,
            approved ? deploymentInputs(approved.settings) : {},
            approved?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const { deployment, ready, seen } =
            (approved && unlessRefused(() => register(this, name, approved))) ?? refusedDeployment(this);
        this.deployment = deployment;
        this.ready = ready;
        this.seen = seen;
        this.name = given.metadata?.name ?? name;
        this.namespace = given.metadata?.namespace ?? "";
        this.restService = restServiceOf(this.name);
        this.flinkUi = flinkUiCommand(this.namespace, this.name);
        this.declared = {
            name: this.name,
            namespace: this.namespace,
            spec: approved?.settings.spec,
            provider: approved?.platform.cluster.provider,
        };
        const { namespace, restService, flinkUi } = this;
        this.registerOutputs({ name: this.name, namespace, restService, flinkUi });
    }

    /**
     * Makes a FlinkDeployment from its manifest, such as those of the operator's own examples.
     *
     * @throws pulumi.RunError if the file is missing, is not one FlinkDeployment or has unknown fields; a preview shows it and
     *     goes on.
     */
    static fromYaml(
        name: string,
        args: FlinkDeploymentManifestArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkDeployment {
        const read = unlessRefused(() => argumentsOfManifest(name, args));
        return read === undefined
            ? new FlinkDeployment(name, new RefusedArgs(args), opts)
            : new FlinkDeployment(name, read, opts);
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

/** Arguments of a FlinkDeployment from a file that is refused. */
class RefusedArgs {
    readonly metadata: { readonly namespace: string | undefined };
    readonly platform: PlatformHandle | undefined;

    constructor(args: Partial<FlinkDeploymentManifestArgs> | undefined) {
        this.platform = args?.platform;
        this.metadata = { namespace: args?.namespace };
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: FlinkDeploymentArgs | RefusedArgs | undefined) {
    const { platform, metadata } = args ?? {};
    return { platform, metadata: metadata as Partial<FlinkMetadata> | undefined };
}

/** @throws pulumi.RunError if its namespace cannot be what it needs, or if something else makes the same object. */
function register(
    component: FlinkDeployment,
    name: string,
    { platform, settings, hints }: ApprovedDeployment,
): RegisteredDeployment {
    showHints(hints, component);
    const jobNamespace = platform.jobNamespace(settings.namespace, { retained: isRetained(component) });
    const checked = { ...settings, spec: withLateChecks(name, settings.spec) };
    return registerDeployment(checked, { component, name, platform, jobNamespace, ...words });
}

/** The spec is the user's own: its fields are called as they are. */
const words = { kind: "FlinkDeployment", inWords: (path: string) => path } as const;

/** In standalone mode arguments come by the command, whole. */
function withLateChecks(name: string, spec: FlinkDeploymentSpec): FlinkDeploymentSpec {
    const reject = rejectLate("FlinkDeployment", name);
    const checked = checkedTexts(spec, flinkVersionOf(spec), reject);
    const job = spec.job && spec.mode !== "standalone" && checkedTexts(spec.job, flinkVersionOf(spec), reject);
    return job ? { ...checked, job } : checked;
}
