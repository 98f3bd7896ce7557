import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { factsOf, type PlatformFacts } from "../application/platform-facts";
import { requirePlatform } from "../deployment/platform-argument";
import type { FlinkSessionClusterArgs } from "./args";
import { checkFlinkSessionCluster } from "./checks";
import type { SessionClusterSettings } from "./settings";

/** A session cluster whose arguments were checked together with those of other components. */
export interface ApprovedSessionCluster {
    readonly platform: PlatformHandle;
    readonly approved: Approved<SessionClusterSettings>;
}

/** A session cluster whose arguments and options are right. */
export interface ApprovedCluster extends Approved<SessionClusterSettings> {
    readonly platform: PlatformHandle;
    readonly facts: PlatformFacts;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveSessionCluster(
    name: string,
    args: FlinkSessionClusterArgs | ApprovedSessionCluster,
    opts: pulumi.ComponentResourceOptions,
): ApprovedCluster {
    requireOwn(name, args);
    const { platform } = args;
    requirePlatform("FlinkSessionCluster", name, platform);
    const inCluster = optionsInCluster("FlinkSessionCluster", name, opts, platform.cluster.provider);
    const facts = factsOf(platform);
    const approved = "approved" in args ? args.approved : approve(name, args, facts);
    const renamed = approved.settings.clusterName === name ? renameWarnings(name, opts.aliases) : [];
    const hints = [...approved.hints, ...findingsOf("FlinkSessionCluster", name, renamed)];
    return { ...approved, hints, platform, facts, opts: inCluster };
}

/** @throws pulumi.RunError if the platform or the namespace is missing. */
function requireOwn(name: string, args: Partial<FlinkSessionClusterArgs & ApprovedSessionCluster> | undefined): void {
    requireArguments("FlinkSessionCluster", name, args, args?.approved ? ["platform"] : ["platform", "namespace"]);
}

function approve(
    name: string,
    { platform: _, ...cluster }: FlinkSessionClusterArgs,
    facts: PlatformFacts,
): Approved<SessionClusterSettings> {
    return approvedOf(checkFlinkSessionCluster(name, cluster, facts));
}
