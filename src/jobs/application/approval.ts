import type * as pulumi from "@pulumi/pulumi";
import { approvedOf, findingsOf, type Approved } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { renameWarnings } from "../../components/aliases";
import { optionsInCluster } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkApplicationArgs } from "./args";
import { requirePlatform } from "../deployment/platform-argument";
import { checkedRestored } from "../deployment/restore-from";
import { checkFlinkApplication } from "./checks";
import { factsOf, type PlatformFacts } from "./platform-facts";
import type { JobSettings } from "./settings";

/** An application whose arguments were checked together with those of other components. */
export interface ApprovedApplication {
    readonly platform: PlatformHandle;
    readonly approved: Approved<JobSettings>;
}

/** An application whose arguments and options are right. */
export interface ApprovedJob extends Approved<JobSettings> {
    readonly platform: PlatformHandle;
    readonly facts: PlatformFacts;
    readonly opts: pulumi.ComponentResourceOptions;
}

/** @throws pulumi.RunError with everything that is wrong with the arguments, or with the options. */
export function approveApplication(
    name: string,
    args: FlinkApplicationArgs | ApprovedApplication,
    opts: pulumi.ComponentResourceOptions,
): ApprovedJob {
    requireOwn(name, args);
    const { platform } = args;
    requirePlatform("FlinkApplication", name, platform);
    const inCluster = optionsInCluster("FlinkApplication", name, opts, platform.cluster.provider);
    const facts = factsOf(platform);
    const approved = "approved" in args ? args.approved : approve(name, args, facts);
    const renamed = approved.settings.jobName === name ? renameWarnings(name, opts.aliases) : [];
    const hints = [...approved.hints, ...findingsOf("FlinkApplication", name, renamed)];
    return { ...approved, hints, platform, facts, opts: inCluster };
}

/** @throws pulumi.RunError if the platform or the namespace is missing. */
function requireOwn(name: string, args: Partial<FlinkApplicationArgs & ApprovedApplication> | undefined): void {
    requireArguments("FlinkApplication", name, args, args?.approved ? ["platform"] : ["platform", "namespace"]);
}

function approve(
    name: string,
    { platform: _, restoreFrom, ...job }: FlinkApplicationArgs,
    facts: PlatformFacts,
): Approved<JobSettings> {
    const called = { component: "FlinkApplication", name };
    return approvedOf(checkedRestored(called, restoreFrom, job, (all) => checkFlinkApplication(name, all, facts)));
}
