import { findingsOf, type Checked, type Finding } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { jobNameProblems } from "../../checks/names";
import type { ClusterFacts } from "../../contracts/cluster";
import { clusterProblems, lateTemplateProblems } from "../application/cluster-checks";
import { environmentWarnings } from "../application/environment-checks";
import type { PlatformFacts } from "../application/platform-facts";
import { buildClusterSpec } from "../application/spec";
import type { UserTemplates } from "../application/user-templates";
import { noVerdict, surroundingsToCheck, verdictOnSpec, type SpecToJudge } from "../application/verdict";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import type { SessionClusterArgs } from "./args";
import { sessionConfiguration } from "./configuration";
import { knownSessionClusterArgs } from "./known-arguments";
import { sessionClusterSettings, type SessionClusterSettings } from "./settings";

/**
 * Everything that is wrong with a session cluster's arguments: its own limits, and the operator's validation rules over
 * the FlinkDeployment that comes of it.
 */
export function checkFlinkSessionCluster(
    name: string,
    args: SessionClusterArgs,
    facts: PlatformFacts,
): Checked<SessionClusterSettings> {
    const settings = sessionClusterSettings(name, readableArguments(args, knownSessionClusterArgs));
    const own = [
        ...argumentProblems(args, knownSessionClusterArgs),
        ...jobNameProblems(args.clusterName === undefined ? "name" : "clusterName", settings.clusterName),
        ...clusterProblems(args, settings, facts),
    ];
    // The rules know one name, whichever argument it comes from.
    const found = new Set(own.map(({ path }) => (path === "clusterName" ? "name" : path)));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOnSpec(specToJudge(settings, facts.cluster), facts);
    const others = rules.problems.filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkSessionCluster", name, [...own, ...others]),
        hints: findingsOf("FlinkSessionCluster", name, [...rules.warnings, ...environmentWarnings(settings)]),
        settings,
    };
}

/** Everything that is wrong with pod templates of which a part only became known after the other checks. */
export function checkLateTemplate(
    name: string,
    settings: SessionClusterSettings,
    templates: UserTemplates,
    facts: PlatformFacts,
): Finding[] {
    const late = specToJudge({ ...settings, ...templates }, facts.cluster);
    return findingsOf("FlinkSessionCluster", name, lateTemplateProblems(late, facts));
}

/** A cluster as the rules of its jobs see it. */
export function declaredCluster(
    { findings, settings }: Pick<Checked<SessionClusterSettings>, "findings" | "settings">,
    facts: PlatformFacts,
): DeclaredCluster {
    const spec = findings.length > 0 ? undefined : specToJudge(settings, facts.cluster).spec;
    return { name: settings.clusterName, namespace: settings.namespace, spec };
}

function specToJudge(settings: SessionClusterSettings, { store }: ClusterFacts): SpecToJudge {
    const { clusterName } = settings;
    const spec = buildClusterSpec(
        { name: clusterName, settings, configuration: sessionConfiguration },
        surroundingsToCheck(settings.namespace, store),
    );
    return { name: clusterName, settings, spec };
}
