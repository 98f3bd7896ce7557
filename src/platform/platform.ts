import * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../contracts/platform";
import type { ClusterModule } from "../contracts/cluster";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../checks/findings";
import { checkPlatformComponent, requireCluster, unwatchedProblems } from "./checks";
import { JobNamespace } from "./namespaces";
import { FlinkOperator } from "./operator/operator";
import type { PlatformArgs, PlatformSettings } from "./settings";

/** A platform for Flink jobs. */
export interface FlinkPlatformArgs extends PlatformArgs {
    /** The cluster that it runs on. */
    readonly cluster: ClusterModule;
}

/** A platform whose arguments were checked together with those of other components. */
export interface ApprovedPlatform {
    readonly cluster: ClusterModule;
    readonly approved: Approved<PlatformSettings>;
}

/**
 * Everything on a cluster that Flink jobs need: the operator, and for each namespace with jobs their service account and
 * its rights.
 *
 * With `operator.watchNamespaces` the namespaces for jobs are those; without it the operator looks after all of them, and
 * a namespace is made when its first job asks for it.
 *
 * @example
 * const platform = new FlinkPlatform("prod", { cluster, operator: { watchNamespaces: ["orders"] } });
 */
export class FlinkPlatform extends pulumi.ComponentResource implements PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: FlinkOperator;
    private readonly platformName: string;
    private readonly settings: PlatformSettings;
    private readonly jobNamespaces = new Map<string, JobNamespace>();

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkPlatformArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedPlatform, opts?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: FlinkPlatformArgs | ApprovedPlatform, opts: pulumi.ComponentResourceOptions = {}) {
        requireCluster("FlinkPlatform", name, args);
        const { cluster } = args;
        super(
            "flink-platform:index:FlinkPlatform",
            name,
            {},
            pulumi.mergeOptions(opts, { providers: [cluster.provider] }),
        );
        const approved = "approved" in args ? args.approved : approvedOf(checkPlatformComponent(name, args));
        this.platformName = name;
        this.settings = approved.settings;
        this.cluster = cluster;
        const { operator, namespaces } = approved.settings;
        // The operator's rights in a watched namespace are objects in it, so these come first. Its own one it makes itself.
        const before = operator.watchNamespaces
            .filter((namespace) => namespace !== operator.namespace)
            .flatMap((namespace) => this.makeJobNamespace(namespace).namespaceResource ?? []);
        const settings = { ...operator, placement: operator.placement ?? cluster.nodes.system };
        this.operator = new FlinkOperator(
            `${name}-operator`,
            { approved: { ...approved, settings } },
            { parent: this, dependsOn: before },
        );
        for (const namespace of [...operator.watchNamespaces, ...namespaces]) {
            this.jobNamespace(namespace);
        }
        this.registerOutputs({});
    }

    /**
     * The namespace with everything that jobs in it need; made at the first call, the same one after that.
     *
     * @throws pulumi.RunError if the operator does not look after the namespace.
     */
    jobNamespace(namespace: string): JobNamespace {
        const problems = unwatchedProblems(namespace, this.settings.operator.watchNamespaces);
        rejectFindings(findingsOf("FlinkPlatform", this.platformName, problems));
        return this.jobNamespaces.get(namespace) ?? this.makeJobNamespace(namespace, this.operator);
    }

    /**
     * @param operator the operator, once it is made: its own namespace is not made again, and any other is made after it.
     *     So a namespace is deleted while the operator lives, which must release every Flink resource that is left in it.
     */
    private makeJobNamespace(namespace: string, operator?: FlinkOperator): JobNamespace {
        const made = new JobNamespace(
            `${this.platformName}-jobs-${namespace}`,
            {
                cluster: this.cluster,
                namespace,
                namespaceExists: operator?.namespace === namespace || this.exists(namespace),
            },
            {
                parent: this,
                dependsOn: [
                    ...(operator?.dependsOn ?? []),
                    ...(operator?.namespaceResource ? [operator.namespaceResource] : []),
                ],
            },
        );
        this.jobNamespaces.set(namespace, made);
        return made;
    }

    private exists(namespace: string): boolean {
        return this.settings.existingNamespaces.includes(namespace);
    }
}
