import * as pulumi from "@pulumi/pulumi";
import { watched } from "../../owners/watch";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { argumentProblems, requireArguments, type KnownOf } from "../../checks/known-arguments";
import { unless } from "../../checks/values";
import { kubernetesProvider } from "../../clusters/shared/provider";
import type { ClusterModule } from "../../contracts/cluster";
import type { JobNamespaceHandle, OperatorHandle, PlatformHandle } from "../../contracts/platform";
import { clusterOf, namespaceOf } from "./from-outputs";
import { outputsFormat, type NamespaceOutputs, type PlatformOutputs } from "./outputs";

/** A platform that another stack made. */
export interface ReferencedPlatformArgs {
    /** The output `handle` of that stack's `FlinkPlatform`, as plain values. */
    readonly outputs: PlatformOutputs;
    /** Kubeconfig of the cluster, as content, with the rights to make Flink resources in the namespaces used. */
    readonly kubeconfig: pulumi.Input<string>;
    /** The outputs are secret, and what is made of them stays so. @default false */
    readonly secret?: boolean;
}

/** The way to a platform that another stack made. */
export interface PlatformOfStackArgs {
    /** The stack that made it. */
    readonly stack: pulumi.StackReference;
    /** Name of the stack's output with the platform's `handle`. @default `platform` */
    readonly output?: string;
    /** Kubeconfig of the cluster, as content, with the rights to make Flink resources in the namespaces used. */
    readonly kubeconfig: pulumi.Input<string>;
}

const knownArgs = { outputs: true, kubeconfig: true, secret: true } satisfies KnownOf<ReferencedPlatformArgs>;
const knownArgsOfStack = { stack: true, output: true, kubeconfig: true } satisfies KnownOf<PlatformOfStackArgs>;

/**
 * A platform that another stack made, for jobs of this one. Nothing of it is made again: neither operator nor namespaces
 * nor service accounts nor credentials. A job can use the namespaces that the platform has, and no others.
 */
export class ReferencedPlatform extends pulumi.ComponentResource implements PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: OperatorHandle;
    private readonly namespaces: PlatformOutputs["namespaces"];
    private readonly title: readonly [string, string];

    /** @throws pulumi.RunError if the outputs are not those of a platform. */
    constructor(name: string, args: ReferencedPlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:index:ReferencedPlatform", name, referenceInputs(args), watched(opts));
        this.title = ["ReferencedPlatform", name];
        const problems = [...argumentProblems(args, knownArgs), ...outputsProblems("outputs", args.outputs)];
        rejectFindings(findingsOf(...this.title, problems));
        const { operator, cluster, namespaces } = args.outputs;
        const { cloud, region, cluster: clusterName } = cluster.labels;
        const kubeconfig = pulumi.secret(args.kubeconfig);
        const clusterIdentifier = [cloud, region, clusterName].join("/");
        const provider = kubernetesProvider(`${name}-kubernetes`, { kubeconfig, clusterIdentifier }, { parent: this });
        this.cluster = clusterOf(cluster, { kubeconfig, provider }, args.secret ?? false);
        // Its resources are in another stack, which must be destroyed after this one.
        this.operator = { ...operator, dependsOn: [] };
        this.namespaces = namespaces;
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
        rejectFindings(findingsOf("ReferencedPlatform", name, argumentProblems(given, knownArgsOfStack)));
        const { stack, output = "platform", kubeconfig } = given;
        const { value, secretValue } = await stack.getOutputDetails(output);
        const outputs: unknown = value ?? secretValue;
        const [stackName, path] = [await valueOf(stack.name), `output "${output}" of stack`];
        rejectFindings(findingsOf("ReferencedPlatform", name, outputsProblems(`${path} "${stackName}"`, outputs)));
        const args = { outputs: outputs as PlatformOutputs, kubeconfig, secret: value === undefined };
        return new ReferencedPlatform(name, args, opts);
    }

    /** @throws pulumi.RunError if the platform has no such namespace. */
    jobNamespace(namespace: string): JobNamespaceHandle {
        const found = this.namespaces[namespace];
        const known = Object.keys(this.namespaces)
            .map((each) => `"${each}"`)
            .join(", ");
        const problem = `is not one of the platform's (${known || "it has none"}); add it to namespaces of the FlinkPlatform in its own stack and run that first`;
        rejectFindings(findingsOf(...this.title, unless(found !== undefined, `namespace "${namespace}"`, problem)));
        return namespaceOf(namespace, found as NamespaceOutputs);
    }
}

const valueOf = (name: pulumi.Output<string>) => new Promise<string>((resolve) => void name.apply(resolve));

function outputsProblems(path: string, outputs: unknown): Problem[] {
    const format: unknown = (outputs as Partial<PlatformOutputs> | undefined)?.format;
    if (format === undefined) {
        return [
            { path, problem: "is not the handle of a platform; export FlinkPlatform.handle there and run it first" },
        ];
    }
    return unless(
        format === outputsFormat,
        path,
        `must have the form ${outputsFormat}, got ${String(format)}; use one release of the package in both stacks`,
    );
}

/** Inputs under which the component is registered, for reviewers and policy packs, whether the outputs are right or not. */
function referenceInputs({ outputs, secret = false }: ReferencedPlatformArgs): pulumi.Inputs {
    const { operator, cluster, namespaces = {} }: Partial<PlatformOutputs> = outputs ?? {};
    const inputs = {
        release: operator?.release,
        cluster: cluster?.labels.cluster,
        namespaces: Object.keys(namespaces),
    };
    const sealed = (value: unknown) => (secret ? pulumi.secret(value) : value);
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, sealed(value)]));
}
