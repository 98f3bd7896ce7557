import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { showHints } from "../../checks/findings";
import { isRetained } from "../../owners/watch";
import { ReadinessGate } from "../../readiness/gate";
import { optionsOfRefused, refusedResource, unlessRefused } from "../deployment/refused";
import { registerResource, type RegisteredResource } from "../deployment/resource";
import type { SeenJob } from "../deployment/seen-job";
import {
    approveSnapshot,
    namespaceOfJob,
    type ApprovedOne,
    type ApprovedSnapshot,
    type SnapshotBySpec,
} from "./approval";
import type { FlinkStateSnapshotArgs, FlinkStateSnapshotSpecArgs } from "./args";
import { snapshotInputs } from "./inputs";

/**
 * A snapshot of a job's state, taken once when it is made: `pulumi up` ends when it is there. Its data stays when it is
 * deleted, unless `disposeOnDelete` is set. Another name takes another one; any other change of what is taken takes it anew.
 */
export class FlinkStateSnapshot extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly resource: k8s.apiextensions.CustomResource;
    /** The snapshot's name, once it is taken; rejected if it cannot be. */
    readonly ready: pulumi.Output<string>;
    /** The snapshot's name in Kubernetes. */
    readonly snapshotName: string;
    readonly namespace: string;
    private readonly seen: SeenJob;

    /**
     * Takes a savepoint or checkpoint of a job, which may be one of the program or another's.
     *
     * @example
     * const savepoint = new FlinkStateSnapshot("before-migration", { platform, job: orders });
     * export const path = savepoint.path;
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    constructor(name: string, args: FlinkStateSnapshotArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedSnapshot | SnapshotBySpec, opts?: pulumi.ComponentResourceOptions);
    constructor(
        name: string,
        args: FlinkStateSnapshotArgs | ApprovedSnapshot | SnapshotBySpec,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const snapshot = unlessRefused(() => approveSnapshot(name, args, opts));
        const given = givenOf(args);
        super(
            "flink-platform:index:FlinkStateSnapshot",
            name,
            snapshot ? snapshotInputs(snapshot.settings) : {},
            snapshot?.opts ?? optionsOfRefused(given.platform, opts),
        );
        const { resource, ready, seen } =
            (snapshot && unlessRefused(() => register(this, name, snapshot))) ?? refusedResource(this);
        this.resource = resource;
        this.ready = ready;
        this.seen = seen;
        this.snapshotName = given.snapshotName ?? name;
        this.namespace = given.namespace ?? "";
        const { snapshotName, namespace } = this;
        this.registerOutputs({ snapshotName, namespace });
    }

    /**
     * Makes a snapshot from the operator's own spec.
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments; a preview shows it and goes on.
     */
    static fromSpec(
        name: string,
        args: FlinkStateSnapshotSpecArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkStateSnapshot {
        return new FlinkStateSnapshot(name, { bySpec: args }, opts);
    }

    /** Path of the savepoint or checkpoint, which `initialSavepointPath` takes; undefined before it is known. */
    get path(): pulumi.Output<string | undefined> {
        return this.seen.snapshotPath;
    }

    /** Resources that `dependsOn` of this component waits for. The base class's constructor calls it. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

/** Arguments, as far as a program without types gives them. */
function givenOf(args: Partial<FlinkStateSnapshotArgs> | ApprovedSnapshot | SnapshotBySpec | undefined) {
    if (args !== undefined && "approved" in args) {
        const { name, namespace } = args.approved.settings;
        return { platform: args.platform, snapshotName: name, namespace };
    }
    if (args !== undefined && "bySpec" in args) {
        const { platform, metadata } = (args.bySpec ?? {}) as Partial<FlinkStateSnapshotSpecArgs>;
        return { platform, snapshotName: metadata?.name, namespace: metadata?.namespace };
    }
    const { platform, snapshotName, namespace, job } = args ?? {};
    return { platform, snapshotName, namespace: namespace ?? namespaceOfJob(job) };
}

/**
 * @returns undefined if its job is refused for want of a namespace.
 * @throws pulumi.RunError if its namespace cannot be what it needs, or if something else makes the same object.
 */
function register(component: FlinkStateSnapshot, name: string, snapshot: ApprovedOne): RegisteredResource | undefined {
    const { platform, settings, hints, job } = snapshot;
    if (settings.namespace === "") {
        return undefined;
    }
    showHints(hints, component);
    return registerResource(
        {
            ...settings,
            kind: "FlinkStateSnapshot",
            wanted: { kind: "takenSnapshot" },
            dependsOn: job === undefined ? [] : [job],
            // The operator takes a snapshot once, and looks at no change of it.
            options: { replaceOnChanges: [...settings.takenAnewFor] },
        },
        {
            component,
            name,
            platform,
            jobNamespace: platform.jobNamespace(settings.namespace, { retained: isRetained(component) }),
        },
    );
}
