import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { approvedOf, showHints } from "../../checks/findings";
import { ReadinessGate } from "../../readiness/gate";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs } from "./args";
import { checkFlinkDeploymentArgs } from "./checks";
import { deploymentInputs } from "./inputs";
import { readManifest } from "./manifest";
import { registerDeployment } from "./register";
import { flinkUi, type SeenJob } from "./seen-job";
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
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
    private readonly seen: SeenJob;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkDeploymentArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const { platform } = args;
        super(
            "flink-platform:index:FlinkDeployment",
            name,
            deploymentInputs(deploymentSettings(name, args)),
            pulumi.mergeOptions(opts, { providers: [platform.cluster.provider] }),
        );
        const { settings, hints } = approvedOf(checkFlinkDeploymentArgs(name, args));
        showHints(hints, this);
        this.name = settings.name;
        this.namespace = settings.namespace;
        const jobNamespace = platform.jobNamespace(settings.namespace);
        this.flinkUi = flinkUi(this.namespace, this.name);
        const registered = registerDeployment(settings, { component: this, name, platform, jobNamespace });
        this.deployment = registered.deployment;
        this.ready = registered.ready;
        this.seen = registered.seen;
        this.registerOutputs({ flinkUi: this.flinkUi });
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
        const { platform, file, readiness, deleteTimeoutSeconds, ...overrides } = args;
        const manifest = readManifest(name, file, overrides);
        return new FlinkDeployment(name, { platform, readiness, deleteTimeoutSeconds, ...manifest }, opts);
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
