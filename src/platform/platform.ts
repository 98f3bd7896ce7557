import * as pulumi from "@pulumi/pulumi";
import type { JobNeeds, PlatformHandle } from "../contracts/platform";
import type { ClusterModule } from "../contracts/cluster";
import { approvedOf, findingsOf, rejectFindings, type Approved, type Problem } from "../checks/findings";
import { optionsInCluster } from "../components/options";
import { checkPlatformComponent, requireCluster, retentionProblems, unwatchedProblems } from "./checks";
import type { ApplicationDefaults } from "../jobs/application/defaults-args";
import { openDefaults } from "../jobs/application/late-defaults";
import { ruleProblems, sinkProblems } from "./monitoring/checks";
import { Monitoring } from "./monitoring/monitoring";
import type { MonitoringSettings } from "./monitoring/settings";
import { JobNamespace } from "./namespaces";
import { capabilityProblems } from "./logging/checks";
import { FlinkLogCollector } from "./logging/collector";
import { isForServer } from "./logging/settings";
import { FlinkOperator } from "./operator/operator";
import { platformOutputs, type PlatformOutputs } from "./reference/outputs";
import { ReferencedPlatform, type PlatformOfStackArgs } from "./reference/platform";
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
 */
export class FlinkPlatform extends pulumi.ComponentResource implements PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: FlinkOperator;
    readonly waitForJobs: boolean;
    readonly showImpact: boolean;
    readonly applicationDefaults: ApplicationDefaults | undefined;
    readonly maxConcurrentRestarts: number | undefined;
    private readonly platformName: string;
    private readonly settings: PlatformSettings;
    private readonly jobNamespaces = new Map<string, JobNamespace>();
    /** Errors of namespaces that could not be made. */
    private readonly failures = new Map<string, unknown>();

    /**
     * Installs the operator on a cluster, and makes namespaces as jobs name them.
     *
     * @example
     * const platform = new FlinkPlatform("prod", { cluster, operator: { watchNamespaces: ["orders"] } });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: FlinkPlatformArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedPlatform, opts?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: FlinkPlatformArgs | ApprovedPlatform, opts: pulumi.ComponentResourceOptions = {}) {
        requireCluster("FlinkPlatform", name, args);
        const { cluster } = args;
        super(
            "flink-platform:index:FlinkPlatform",
            name,
            platformInputs("approved" in args ? args.approved.settings : args),
            optionsInCluster("FlinkPlatform", name, opts, cluster.provider),
        );
        const approved = "approved" in args ? args.approved : approvedOf(checkPlatformComponent(name, args));
        rejectFindings(
            findingsOf("FlinkPlatform", name, [
                ...sinkProblems(approved.settings.monitoring, cluster.metricsSink),
                ...ruleProblems(approved.settings, cluster.metricsSink),
            ]),
        );
        this.platformName = name;
        this.settings = approved.settings;
        this.cluster = cluster;
        this.waitForJobs = approved.settings.waitForJobs;
        this.showImpact = approved.settings.showImpact;
        this.applicationDefaults = approved.settings.applicationDefaults;
        this.maxConcurrentRestarts = approved.settings.maxConcurrentRestarts;
        const { operator, namespaces, logging } = approved.settings;
        if (logging) {
            rejectFindings(findingsOf("FlinkPlatform", name, capabilityProblems(logging, cluster.capabilities)));
        }
        // The operator's rights in a watched namespace are objects in it, so these come first. Its own one it makes itself.
        const before = operator.watchNamespaces
            .filter((namespace) => namespace !== operator.namespace)
            .flatMap((namespace) => this.makeJobNamespace(namespace).namespaceResource ?? []);
        const settings = {
            ...operator,
            placement: operator.placement ?? cluster.nodes.system,
            imagePullSecrets:
                operator.imagePullSecrets.length > 0 ? operator.imagePullSecrets : (cluster.imagePullSecrets ?? []),
        };
        this.operator = new FlinkOperator(
            `${name}-operator`,
            { approved: { ...approved, settings } },
            { parent: this, dependsOn: before },
        );
        for (const namespace of [...operator.watchNamespaces, ...namespaces]) {
            this.jobNamespace(namespace);
        }
        this.monitor(approved.settings.monitoring);
        if (logging && isForServer(logging)) {
            const sources = { operatorNamespace: operator.namespace, jobNamespaces: operator.watchNamespaces };
            new FlinkLogCollector(`${name}-logs`, logging, sources, { parent: this });
        }
        this.registerOutputs({});
    }

    private monitor(settings: MonitoringSettings): void {
        const { operator, platformName, cluster } = this;
        if (settings.mode === "off") {
            return;
        }
        const { watchNamespaces } = this.settings.operator;
        new Monitoring(
            `${platformName}-monitoring`,
            { settings, alerts: this.settings.alerts, cluster, operatorNamespace: operator.namespace, watchNamespaces },
            {
                parent: this,
                dependsOn: [
                    ...operator.dependsOn,
                    ...[...this.jobNamespaces.values()].flatMap(({ namespaceResource }) => namespaceResource ?? []),
                ],
            },
        );
    }

    /**
     * The platform as plain values, for an output of the stack: with it other stacks run jobs in the namespaces that are made
     * by now. It holds no credential.
     */
    get handle(): pulumi.Output<PlatformOutputs> {
        const { operator, cluster, applicationDefaults: defaults } = this;
        const applicationDefaults = defaults && openDefaults(this.platformName, defaults);
        return platformOutputs({ operator, cluster, ...(applicationDefaults && { applicationDefaults }) }, [
            ...this.jobNamespaces.values(),
        ]);
    }

    /**
     * The platform that another stack has made and whose `handle` it exports. Nothing of it is made again.
     *
     * @example
     * export = async () => {
     *     const stack = new pulumi.StackReference("acme/flink/prod");
     *     const kubeconfig = stack.requireOutput("kubeconfig");
     *     const platform = await FlinkPlatform.fromStack("prod", { stack, kubeconfig });
     *     …
     * };
     *
     * @throws pulumi.RunError if the stack has no such output, or not that of a platform.
     */
    static fromStack(
        name: string,
        args: PlatformOfStackArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): Promise<ReferencedPlatform> {
        return ReferencedPlatform.ofStack(name, args, opts);
    }

    /**
     * The namespace with everything that jobs in it need; made at the first call, the same one after that.
     *
     * @throws pulumi.RunError if the operator does not look after the namespace, or if it cannot be what the job needs.
     */
    jobNamespace(namespace: string, { retained = false }: JobNeeds = {}): JobNamespace {
        const reject = (problems: readonly Problem[]) =>
            rejectFindings(findingsOf("FlinkPlatform", this.platformName, problems));
        reject(unwatchedProblems(namespace, this.settings.operator.watchNamespaces));
        const known = this.jobNamespaces.get(namespace) ?? this.madeOnce(namespace, retained);
        if (retained) {
            const isOperators = this.operator.namespace === namespace && this.operator.namespaceResource !== undefined;
            reject(retentionProblems(namespace, { isOperators, isTooLate: !known.retain() }));
        }
        return known;
    }

    /** A preview goes on after an error, and what an error has left of a namespace cannot be registered a second time. */
    private madeOnce(namespace: string, retained: boolean): JobNamespace {
        if (this.failures.has(namespace)) {
            throw this.failures.get(namespace);
        }
        try {
            return this.makeJobNamespace(namespace, this.operator, retained);
        } catch (error) {
            this.failures.set(namespace, error);
            throw error;
        }
    }

    /**
     * @param operator the operator, once it is made: its own namespace is not made again, and any other is made after it.
     *     So a namespace is deleted while the operator lives, which must release every Flink resource that is left in it.
     */
    private makeJobNamespace(namespace: string, operator?: FlinkOperator, retainOnDelete = false): JobNamespace {
        const made = new JobNamespace(
            `${this.platformName}-jobs-${namespace}`,
            {
                cluster: this.cluster,
                namespace,
                namespaceExists: operator?.namespace === namespace || this.exists(namespace),
            },
            {
                parent: this,
                ...(retainOnDelete && { retainOnDelete }),
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

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function platformInputs({ namespaces = [], existingNamespaces = [], operator }: PlatformArgs | PlatformSettings) {
    return { namespaces, existingNamespaces, watchNamespaces: operator?.watchNamespaces ?? [] };
}
