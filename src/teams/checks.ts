import { findingsOf, type Checked, type Problem } from "../checks/findings";
import { systemNamespaceProblems } from "../checks/initial-namespaces";
import { argumentProblems, readableArguments } from "../checks/known-arguments";
import { dnsLabelProblems } from "../checks/names";
import { shown, unless, wholeNumberProblems } from "../checks/values";
import { unwatchedNamespaceProblems } from "../checks/watched-namespaces";
import type { OperatorHandle } from "../contracts/platform";
import { defaultsProblems, enforcedProblems } from "../jobs/application/default-checks";
import type { ApplicationDefaults } from "../jobs/application/defaults-args";
import type { TeamArgs, TeamGroupsArgs } from "./args";
import { knownTeamArgs } from "./known-arguments";
import { networkProblems } from "./network-checks";
import { teamSettings, type TeamSettings } from "./settings";

/** Facts of its platform that a team must know. */
export interface TeamFacts {
    readonly operator: Pick<OperatorHandle, "watchNamespaces" | "namespace">;
    /** Arguments of every application of the platform. @default none */
    readonly applicationDefaults?: ApplicationDefaults | undefined;
}

/** Everything that is wrong with a team's arguments. */
export function checkFlinkTeam(name: string, args: TeamArgs, facts: TeamFacts): Checked<TeamSettings> {
    const unknown = argumentProblems({ ...args, applicationDefaults: undefined }, knownTeamArgs);
    const readable = readableArguments({ platform: undefined as never, ...args }, knownTeamArgs);
    const settings = teamSettings(name, readable, { operatorNamespace: facts.operator.namespace });
    return {
        findings: findingsOf("FlinkTeam", name, [
            ...unknown,
            ...namespaceProblems(settings, facts),
            ...quotaProblems(settings),
            ...containerProblems(settings),
            ...groupProblems(readable.groups ?? {}),
            ...networkProblems(settings.network),
            ...ownDefaultsProblems(args.applicationDefaults, facts),
        ]),
        hints: [],
        settings,
    };
}

function namespaceProblems({ namespace }: TeamSettings, { operator }: TeamFacts): Problem[] {
    return [
        ...dnsLabelProblems("namespace", namespace),
        ...systemNamespaceProblems("namespace", namespace),
        ...unwatchedNamespaceProblems("namespace", namespace, operator.watchNamespaces),
        ...unless(
            namespace !== operator.namespace,
            "namespace",
            `must be the team's own, got ${shown(namespace)}, which is the operator's; choose another`,
        ),
    ];
}

function quotaProblems({ quota }: TeamSettings): Problem[] {
    return [
        ...amountProblems("quota.cpu", quota.cpu),
        ...amountProblems("quota.memoryGiB", quota.memoryGiB),
        ...wholeNumberProblems("quota.pods", quota.pods, 1),
        ...amountProblems("quota.storageGiB", quota.storageGiB),
    ];
}

function containerProblems({ containers }: TeamSettings): Problem[] {
    const { maxCpu, maxMemoryMiB, defaultCpu, defaultMemoryMiB } = containers;
    return [
        ...amountProblems("containers.maxCpu", maxCpu),
        ...wholeNumberProblems("containers.maxMemoryMiB", maxMemoryMiB, 1),
        ...amountProblems("containers.defaultCpu", defaultCpu),
        ...mostProblems("defaultCpu", defaultCpu, "maxCpu", maxCpu),
        ...wholeNumberProblems("containers.defaultMemoryMiB", defaultMemoryMiB, 1),
        ...mostProblems("defaultMemoryMiB", defaultMemoryMiB, "maxMemoryMiB", maxMemoryMiB),
    ];
}

function mostProblems(name: string, value: number, of: string, most = Infinity): Problem[] {
    const problem = `must be at most containers.${of} (${most}), got ${value}`;
    return unless(!(value > most), `containers.${name}`, problem);
}

function amountProblems(path: string, value: number | undefined): Problem[] {
    const holds = value === undefined || (Number.isFinite(value) && value > 0);
    return unless(holds, path, `must be a number above 0, got ${shown(value)}`);
}

/** Groups that hold everybody who signs in, or who does not: https://kubernetes.io/docs/reference/access-authn-authz/rbac/. */
const everybody = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts"];

function groupProblems(groups: TeamGroupsArgs): Problem[] {
    return (["deployers", "viewers"] as const).flatMap((role) => {
        const names: readonly unknown[] = groups[role] ?? [];
        return names.flatMap((name, index) => {
            const path = `groups.${role}[${index}]`;
            const isText = typeof name === "string" && name.trim() !== "";
            return [
                ...unless(isText, path, `must be the name of a group, got ${shown(name)}`),
                ...unless(names.indexOf(name) === index, path, `must not repeat ${shown(name)}; remove it`),
                ...unless(
                    !everybody.includes(String(name)),
                    path,
                    `must be a group of the team's, got ${shown(name)}, which all teams are in`,
                ),
            ];
        });
    });
}

/** Problems of the team's own defaults, and of those that the platform enforces otherwise. */
function ownDefaultsProblems(
    defaults: ApplicationDefaults | undefined,
    { applicationDefaults: ofPlatform }: TeamFacts,
): Problem[] {
    const problems = defaultsProblems(defaults);
    if (problems.length > 0 || defaults === undefined) {
        return problems;
    }
    const { enforced = {}, ...others } = defaults;
    return [
        ...below("applicationDefaults", enforcedProblems(others, ofPlatform)),
        ...below("applicationDefaults.enforced", enforcedProblems(enforced, ofPlatform)),
    ];
}

function below(root: string, problems: readonly Problem[]): Problem[] {
    return problems.map(({ path, problem }) => ({ path: `${root}.${path}`, problem }));
}
