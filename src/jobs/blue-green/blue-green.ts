import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { showHints } from "../../checks/findings";
import type { PlatformHandle } from "../../contracts/platform";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { versionNames } from "../../readiness/switch-spec";
import type { FlinkMetadata } from "../deployment/args";
import { optionsOfRefused, refusedResource, unlessRefused } from "../deployment/refused";
import type { SeenJob } from "../deployment/seen-job";
import { approveBlueGreen, argumentsOfFile, type ApprovedBlueGreen } from "./approval";
import type { FlinkBlueGreenDeploymentArgs, FlinkBlueGreenDeploymentManifestArgs } from "./args";
import { blueGreenInputs } from "./inputs";
import { registerBlueGreen } from "./register";

/**
 * An application of which a new version starts beside the old one, from a savepoint of it, and replaces it once it runs.
 * A spec that the operator could not switch with is refused at preview, and `pulumi up` is green only if the operator has
 * taken the spec up and the active version runs, on every run. Operator 1.14 and newer.
 */
export class FlinkBlueGreenDeployment extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly resource: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** Its name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    private readonly seen: SeenJob;

    /**
     * Runs an application from the operator's own arguments, one to one.
     *
     * @example
     * new FlinkBlueGreenDeployment("checkout", {
     *     platform,
     *     metadata: { namespace: "shop" },
     *     spec: {
     *         configuration: { "kubernetes.operator.bluegreen.deployment-deletion.delay": "2 min" },
     *         template: {
     *             spec: {
     *                 image: "flink:2.2.1-java17",
     *                 flinkVersion: "v2_2",
     *                 flinkConfiguration: { "execution.checkpointing.savepoint-dir": "s3p://shop/savepoints" },
     *                 jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
     *                 taskManager: { resource: { memory: "2048m", cpu: 1 } },
     *                 job: { jarURI: "local:///opt/flink/usrlib/job.jar", parallelism: 2, upgradeMode: "savepoint" },
     *             },
     *         },
     *     },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkBlueGreenDeploymentArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: RefusedArgs, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkBlueGreenDeploymentArgs | RefusedArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const approved =
            args instanceof RefusedArgs ? undefined : unlessRefused(() => approveBlueGreen(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkBlueGreenDeployment",
            name,
            approved ? blueGreenInputs(approved.settings) : {},
            approved?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const { resource, ready, seen } =
            (approved && unlessRefused(() => register(this, name, approved))) ?? refusedResource(this);
        this.resource = resource;
        this.ready = ready;
        this.seen = seen;
        this.name = given.metadata?.name ?? name;
        this.namespace = given.metadata?.namespace ?? "";
        this.registerOutputs({ name: this.name, namespace: this.namespace });
    }

    /**
     * Makes a FlinkBlueGreenDeployment from its manifest.
     *
     * @throws pulumi.RunError if the file is missing, is not one FlinkBlueGreenDeployment or has unknown fields; a preview
     *     shows it and goes on.
     */
    static fromYaml(
        name: string,
        args: FlinkBlueGreenDeploymentManifestArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkBlueGreenDeployment {
        const read = unlessRefused(() => argumentsOfFile(name, args));
        return read === undefined
            ? new FlinkBlueGreenDeployment(name, new RefusedArgs(args), opts)
            : new FlinkBlueGreenDeployment(name, read, opts);
    }

    /** Name of the FlinkDeployment that is active, as of the last wait for it; undefined before it is known. */
    get activeVersion(): pulumi.Output<string | undefined> {
        return this.seen.blueGreenState.apply((state) =>
            state === undefined ? undefined : versionNames(this.name, { blueGreenState: state }).version,
        );
    }

    /** Id of the active version's job in Flink, as of the last wait for it; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.seen.jobId;
    }

    /** State of the active version's job in Flink's words, as of the last wait for it; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.seen.jobState;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** Arguments of a FlinkBlueGreenDeployment from a file that is refused. */
class RefusedArgs {
    readonly metadata: { readonly namespace: string | undefined };
    readonly platform: PlatformHandle | undefined;

    constructor(args: Partial<FlinkBlueGreenDeploymentManifestArgs> | undefined) {
        this.platform = args?.platform;
        this.metadata = { namespace: args?.namespace };
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: FlinkBlueGreenDeploymentArgs | RefusedArgs | undefined) {
    const { platform, metadata } = args ?? {};
    return { platform, metadata: metadata as Partial<FlinkMetadata> | undefined };
}

/** @throws pulumi.RunError if its namespace cannot be what it needs, or if something else makes the same object. */
function register(component: FlinkBlueGreenDeployment, name: string, { platform, settings, hints }: ApprovedBlueGreen) {
    showHints(hints, component);
    const jobNamespace = platform.jobNamespace(settings.namespace, { retained: isRetained(component) });
    return registerBlueGreen(settings, { component, name, platform, jobNamespace });
}
