import * as pulumi from "@pulumi/pulumi";
import { watched } from "../../owners/watch";
import { restartProblems } from "../../checks/concurrent-restarts";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { argumentProblems, requireArguments, type KnownOf } from "../../checks/known-arguments";
import { isAwaited, shown, unless } from "../../checks/values";
import { existingKubeconfig, plainKubeconfigProblems } from "../../clusters/shared/kubeconfig-input";
import { kubernetesProvider } from "../../clusters/shared/provider";
import type { ClusterModule } from "../../contracts/cluster";
import type { JobNamespaceHandle, OperatorHandle, PlatformHandle } from "../../contracts/platform";
import { clusterOf, namespaceOf, sealedDefaults } from "./from-outputs";
import { outputsFormat, type NamespaceOutputs, type PlatformOutputs } from "./outputs";

/** A platform that another stack made. */
export interface ReferencedPlatformArgs {
    /** The output `handle` of that stack's `FlinkPlatform`, as plain values. */
    readonly outputs: PlatformOutputs;
    /** Kubeconfig of the cluster, its content or the path of a file, with the rights to make Flink resources in the namespaces used. */
    readonly kubeconfig: pulumi.Input<string>;
    /** The outputs are secret, and what is made of them stays so. @default false */
    readonly secret?: boolean;
    /**
     * `false` lets `pulumi up` end without waiting for the platform's jobs, whatever `readiness` of a job says. Commands with
     * `--run-program` would wait, too: take it from the stack's configuration, and they can be told not to.
     *
     * @default true
     */
    readonly waitForJobs?: boolean;
    /** Whether a preview says of each changed job what the operator will do with it. @default true */
    readonly showImpact?: boolean;
    /**
     * Jobs that one `pulumi up` restarts at once, at least 1: each of the others is changed when an earlier one is in the state
     * asked for again, and left as it is once one has failed. Jobs that `pulumi up` does not wait for do not count.
     *
     * @default any number
     */
    readonly maxConcurrentRestarts?: number;
}

/** The way to a platform that another stack made. */
export interface PlatformOfStackArgs {
    /** The stack that made it. */
    readonly stack: pulumi.StackReference;
    /** Name of the stack's output with the platform's `handle`. @default `platform` */
    readonly output?: string;
    /** Kubeconfig of the cluster, its content or the path of a file, with the rights to make Flink resources in the namespaces used. */
    readonly kubeconfig: pulumi.Input<string>;
    /**
     * `false` lets `pulumi up` end without waiting for the platform's jobs, whatever `readiness` of a job says. Commands with
     * `--run-program` would wait, too: take it from the stack's configuration, and they can be told not to.
     *
     * @default true
     */
    readonly waitForJobs?: boolean;
    /** Whether a preview says of each changed job what the operator will do with it. @default true */
    readonly showImpact?: boolean;
    /**
     * Jobs that one `pulumi up` restarts at once, at least 1: each of the others is changed when an earlier one is in the state
     * asked for again, and left as it is once one has failed. Jobs that `pulumi up` does not wait for do not count.
     *
     * @default any number
     */
    readonly maxConcurrentRestarts?: number;
}

const knownArgs = {
    outputs: true,
    kubeconfig: true,
    secret: "switch",
    waitForJobs: "switch",
    showImpact: "switch",
    maxConcurrentRestarts: true,
} satisfies KnownOf<ReferencedPlatformArgs>;
const knownArgsOfStack = {
    stack: true,
    output: true,
    kubeconfig: true,
    waitForJobs: "switch",
    showImpact: "switch",
    maxConcurrentRestarts: true,
} satisfies KnownOf<PlatformOfStackArgs>;

/**
 * A platform that another stack made, for jobs of this one. Nothing of it is made again: neither operator nor namespaces
 * nor service accounts nor credentials. A job can use the namespaces that the platform has, and no others.
 */
export class ReferencedPlatform extends pulumi.ComponentResource implements PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: OperatorHandle;
    readonly waitForJobs: boolean;
    readonly showImpact: boolean;
    readonly applicationDefaults: object | undefined;
    readonly maxConcurrentRestarts: number | undefined;
    private readonly namespaces: PlatformOutputs["namespaces"];
    private readonly title: readonly [string, string];

    /**
     * Takes a platform by what its stack exports. `FlinkPlatform.fromStack` reads that from the stack.
     *
     * @example
     * const platform = new ReferencedPlatform("prod", { outputs, kubeconfig });
     *
     * @throws pulumi.RunError if the outputs are not those of a platform.
     */
    constructor(name: string, args: ReferencedPlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("ReferencedPlatform", name, args, ["outputs", "kubeconfig"]);
        const problems = [
            ...argumentProblems(args, knownArgs),
            ...outputsProblems("outputs", args.outputs),
            ...plainKubeconfigProblems(args.kubeconfig, undefined),
            ...restartProblems(args),
        ];
        rejectFindings(findingsOf("ReferencedPlatform", name, problems));
        super("flink-platform:index:ReferencedPlatform", name, referenceInputs(args), watched(opts));
        this.title = ["ReferencedPlatform", name];
        const { operator, cluster, namespaces, applicationDefaults } = args.outputs;
        const { cloud, region, cluster: clusterName } = cluster.labels;
        const kubeconfig = existingKubeconfig(`ReferencedPlatform "${name}"`, args.kubeconfig, undefined);
        const clusterIdentifier = [cloud, region, clusterName].join("/");
        const provider = kubernetesProvider(`${name}-kubernetes`, { kubeconfig, clusterIdentifier }, { parent: this });
        this.cluster = clusterOf(cluster, { kubeconfig, provider }, args.secret ?? false);
        // Its resources are in another stack, which must be destroyed after this one.
        this.operator = { ...operator, dependsOn: [] };
        this.showImpact = args.showImpact ?? true;
        this.applicationDefaults = args.secret === true ? sealedDefaults(applicationDefaults) : applicationDefaults;
        this.maxConcurrentRestarts = args.maxConcurrentRestarts;
        this.namespaces = namespaces;
        this.waitForJobs = args.waitForJobs ?? true;
        this.registerOutputs({});
    }

    /**
     * The platform that another stack has exported.
     *
     * @throws pulumi.RunError if the stack has no such output, or not that of a platform.
     */
    static async ofStack(
        name: string,
        given: PlatformOfStackArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): Promise<ReferencedPlatform> {
        requireArguments("ReferencedPlatform", name, given, ["stack", "kubeconfig"]);
        const notStack = `must be a StackReference, got ${shown(given.stack)}`;
        rejectFindings(
            findingsOf("ReferencedPlatform", name, [
                ...argumentProblems(given, knownArgsOfStack),
                ...unless(typeof given.stack.getOutputDetails === "function", "stack", notStack),
            ]),
        );
        const { stack, output = "platform", kubeconfig, waitForJobs, showImpact, maxConcurrentRestarts } = given;
        const { value, secretValue } = await stack.getOutputDetails(output);
        const outputs: unknown = value ?? secretValue;
        const [stackName, path] = [await valueOf(stack.name), `output "${output}" of stack`];
        rejectFindings(findingsOf("ReferencedPlatform", name, outputsProblems(`${path} "${stackName}"`, outputs)));
        const secret = value === undefined;
        const own = { waitForJobs, showImpact, maxConcurrentRestarts };
        const args = { outputs: outputs as PlatformOutputs, kubeconfig, secret, ...own };
        return new ReferencedPlatform(name, args, opts);
    }

    /** @throws pulumi.RunError if the platform has no such namespace. */
    jobNamespace(namespace: string): JobNamespaceHandle {
        const found = Object.hasOwn(this.namespaces, namespace) ? this.namespaces[namespace] : undefined;
        const known = Object.keys(this.namespaces)
            .map((each) => `"${each}"`)
            .join(", ");
        const problem = `is not one of the platform's (${known || "it has none"}); add it to namespaces of the FlinkPlatform in its own stack and run that first`;
        rejectFindings(findingsOf(...this.title, unless(found !== undefined, `namespace "${namespace}"`, problem)));
        return namespaceOf(namespace, found as NamespaceOutputs);
    }
}

const valueOf = (name: pulumi.Output<string>) => new Promise<string>((resolve) => void name.apply(resolve));

/** Parts of a handle without which nothing can be read of it. */
const handleParts = ["operator", "cluster", "namespaces"] as const;

function outputsProblems(path: string, outputs: unknown): Problem[] {
    if (isAwaited(outputs)) {
        const problem = `must be plain, got ${shown(outputs)}; use FlinkPlatform.fromStack, which waits for it`;
        return [{ path, problem }];
    }
    const format: unknown = (outputs as Partial<PlatformOutputs> | undefined)?.format;
    if (format === undefined) {
        return [
            { path, problem: "is not the handle of a platform; export FlinkPlatform.handle there and run it first" },
        ];
    }
    const known = outputs as Partial<PlatformOutputs>;
    const missing = handleParts.filter((part) => typeof known[part] !== "object" || known[part] === null);
    if (format === outputsFormat && missing.length > 0) {
        return [{ path, problem: `must be the whole handle, got none of its ${missing.join(", ")}` }];
    }
    return unless(
        format === outputsFormat,
        path,
        `must have the form ${outputsFormat}, got ${String(format)}; use one release of the package in both stacks`,
    );
}

/** Inputs under which the component is registered, for reviewers and policy packs. */
function referenceInputs({ outputs, secret = false }: ReferencedPlatformArgs): pulumi.Inputs {
    const { operator, cluster, namespaces } = outputs;
    const inputs = {
        release: operator.release,
        cluster: cluster.labels.cluster,
        namespaces: Object.keys(namespaces),
    };
    const sealed = (value: unknown) => (secret ? pulumi.secret(value) : value);
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, sealed(value)]));
}
