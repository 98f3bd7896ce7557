import * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, rejectFindings, type Approved } from "../checks/findings";
import { requireArguments } from "../checks/known-arguments";
import { unless } from "../checks/values";
import { optionsInCluster } from "../components/options";
import type { ClusterModule } from "../contracts/cluster";
import type { JobNamespaceHandle, JobNeeds, OperatorHandle, PlatformHandle } from "../contracts/platform";
import { stackedDefaults } from "../jobs/application/defaults";
import type { ApplicationDefaults } from "../jobs/application/defaults-args";
import { openDefaults } from "../jobs/application/late-defaults";
import { requirePlatform } from "../jobs/deployment/platform-argument";
import { platformOutputs, type PlatformOutputs } from "../platform/reference/outputs";
import type { FlinkTeamArgs } from "./args";
import { checkFlinkTeam } from "./checks";
import { teamObjects } from "./objects";
import type { TeamSettings } from "./settings";

/** A team whose arguments were checked together with those of other components. */
export interface ApprovedTeam {
    readonly platform: PlatformHandle;
    readonly approved: Approved<TeamSettings>;
}

/**
 * A team on a platform: a namespace that it has alone, with a quota, limits, network policies, Pod Security and rights of
 * groups, and arguments that its applications share. Its jobs' state, identity and credentials are those of the namespace.
 *
 * It is the platform of the team's jobs, and takes none in other namespaces.
 */
export class FlinkTeam extends pulumi.ComponentResource implements PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: OperatorHandle;
    readonly waitForJobs: boolean;
    readonly showImpact: boolean;
    /** Arguments of every application of the team, those of the platform included. */
    readonly applicationDefaults: ApplicationDefaults | undefined;
    readonly maxConcurrentRestarts: number | undefined;
    /** Namespace of the team. */
    readonly namespace: string;
    private readonly teamName: string;
    private readonly platform: PlatformHandle;
    /** What keeps the team's pods apart and within bounds: jobs come after it. */
    private readonly objects: readonly pulumi.Resource[];

    /**
     * Makes a team's namespace, and in it what keeps the team apart from others.
     *
     * @example
     * const orders = new FlinkTeam("orders", {
     *     platform,
     *     quota: { cpu: 16, memoryGiB: 64 },
     *     groups: { deployers: ["orders-engineers"], viewers: ["support"] },
     * });
     * new FlinkApplication("totals", { platform: orders, namespace: orders.namespace, jar });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: FlinkTeamArgs, opts?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, args: ApprovedTeam, opts?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: FlinkTeamArgs | ApprovedTeam, opts: pulumi.ComponentResourceOptions = {}) {
        const { platform, settings } = approvedTeam(name, args);
        const { cluster, operator } = platform;
        super(
            "flink-platform:index:FlinkTeam",
            name,
            teamInputs(settings),
            optionsInCluster("FlinkTeam", name, opts, cluster.provider),
        );
        this.teamName = name;
        this.platform = platform;
        this.cluster = cluster;
        this.operator = operator;
        this.waitForJobs = platform.waitForJobs ?? true;
        this.showImpact = platform.showImpact ?? true;
        this.maxConcurrentRestarts = platform.maxConcurrentRestarts;
        this.applicationDefaults = stackedDefaults(settings.applicationDefaults, platform.applicationDefaults);
        this.namespace = settings.namespace;
        const jobNamespace = platform.jobNamespace(settings.namespace);
        this.objects = teamObjects(name, settings, cluster.egressRules, {
            parent: this,
            dependsOn: [...jobNamespace.dependsOn],
        });
        this.registerOutputs({ namespace: this.namespace });
    }

    /**
     * The team as plain values, for an output of the stack: with it the team's own stack runs jobs in the team's namespace,
     * and in no other. It holds no credential.
     */
    get handle(): pulumi.Output<PlatformOutputs> {
        const { operator, cluster, applicationDefaults: defaults } = this;
        const applicationDefaults = defaults && openDefaults(this.teamName, defaults);
        return platformOutputs({ operator, cluster, ...(applicationDefaults && { applicationDefaults }) }, [
            this.jobNamespace(this.namespace),
        ]);
    }

    /**
     * The namespace of the team, with everything that jobs in it need.
     *
     * @throws pulumi.RunError for any other.
     */
    jobNamespace(namespace: string, needs?: JobNeeds): JobNamespaceHandle {
        const problem = `is not the team's, which is "${this.namespace}"; give its jobs that one`;
        const path = `namespace "${namespace}"`;
        rejectFindings(findingsOf("FlinkTeam", this.teamName, unless(namespace === this.namespace, path, problem)));
        const { name, serviceAccountName, binding, boundAt, statePrefix, dependsOn } = this.platform.jobNamespace(
            namespace,
            needs,
        );
        return {
            ...{ name, serviceAccountName, binding, statePrefix, dependsOn: [...dependsOn, ...this.objects] },
            ...(boundAt && { boundAt }),
        };
    }
}

/** @throws pulumi.RunError with everything that is wrong with the arguments. */
function approvedTeam(name: string, args: FlinkTeamArgs | ApprovedTeam) {
    requireArguments("FlinkTeam", name, args, ["platform"]);
    const { platform } = args;
    requirePlatform("FlinkTeam", name, platform);
    if ("approved" in args) {
        return { platform, settings: args.approved.settings };
    }
    const { platform: _, ...own } = args;
    const { settings } = approvedOf(checkFlinkTeam(name, own, platform));
    return { platform, settings };
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function teamInputs({ namespace, quota, groups, podSecurity }: TeamSettings) {
    return { namespace, quota, groups, podSecurity };
}
