import * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../contracts/platform";
import type { ClusterModule } from "../contracts/cluster";
import { findingsOf, rejectFindings } from "../checks/findings";
import { JobNamespace } from "./namespaces";
import { FlinkOperator } from "./operator/operator";
import { operatorDefaults, type FlinkOperatorArgs } from "./operator/args";
import { checkFlinkPlatform, unwatchedProblems, type PlatformSettings } from "./checks";

/** A platform for Flink jobs. */
export interface FlinkPlatformArgs extends PlatformSettings {
    /** The cluster that it runs on. */
    readonly cluster: ClusterModule;
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
    constructor(name: string, args: FlinkPlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "flink-platform:index:FlinkPlatform",
            name,
            {},
            pulumi.mergeOptions(opts, { providers: [args.cluster.provider] }),
        );
        rejectFindings(checkFlinkPlatform(name, args));
        this.platformName = name;
        this.settings = args;
        this.cluster = args.cluster;
        const operator: FlinkOperatorArgs = args.operator ?? {};
        const watched = operator.watchNamespaces ?? [];
        // The operator's rights in a watched namespace are objects in it, so these come first. Its own one it makes itself.
        const operatorNamespace = operator.namespace ?? operatorDefaults.namespace;
        const before = watched
            .filter((namespace) => namespace !== operatorNamespace)
            .flatMap((namespace) => this.makeJobNamespace(namespace).namespaceResource ?? []);
        this.operator = new FlinkOperator(
            `${name}-operator`,
            {
                ...operator,
                placement: operator.placement ?? args.cluster.nodes.system,
                namespaceExists: operator.namespaceExists ?? this.exists(operatorNamespace),
            },
            { parent: this, dependsOn: before },
        );
        for (const namespace of [...watched, ...(args.namespaces ?? [])]) {
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
        const problems = unwatchedProblems(namespace, this.settings.operator);
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
        return this.settings.existingNamespaces?.includes(namespace) ?? false;
    }
}
