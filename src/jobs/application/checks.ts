import { findingsOf, type Checked, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { jobNameProblems } from "../../checks/names";
import { unless, wholeNumberProblems } from "../../checks/values";
import type { ClusterFacts } from "../../contracts/cluster";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { autoscalerHints, autoscalerProblems } from "../autoscaler/checks";
import { inAutoscaler, optionPath } from "../autoscaler/in-arguments";
import { periodicSavepointProblems } from "../deployment/periodic-savepoints";
import { movedFromProblems } from "../deployment/moved-job";
import { stateLossProblems } from "../deployment/state-loss";
import { enforcedProblems, withOrigin } from "./default-checks";
import { withDefaults } from "./defaults";
import { environmentWarnings } from "./environment-checks";
import { disruptionHints, disruptionProblems } from "../disruption/checks";
import type { FlinkJobArgs } from "./args";
import type { Verdict } from "../../rules/flink-deployment";
import { clusterProblems, lateTemplateProblems } from "./cluster-checks";
import { pluginsFor, schemeOf } from "./file-schemes";
import { podsOf } from "./evicted-pods";
import { knownJobArgs } from "./known-arguments";
import type { PlatformFacts } from "./platform-facts";
import { jobSettings, type JobSettings } from "./settings";
import { jobNeeds } from "./pod-needs";
import { inProgram } from "./program-words";
import { pythonProblems } from "./python";
import { buildSpec, foldersOf } from "./spec";
import { sqlProblems } from "./sql";
import { noVerdict, storeToCheck, surroundingsToCheck, verdictOnSpec, type SpecToJudge } from "./verdict";
import type { UserTemplates } from "./user-templates";

/**
 * Everything that is wrong with an application's arguments: its own limits, and the operator's validation rules over the
 * FlinkDeployment that comes of it.
 */
export function checkFlinkApplication(name: string, args: FlinkJobArgs, facts: PlatformFacts): Checked<JobSettings> {
    const { applicationDefaults } = facts;
    const readable = readableArguments(args, knownJobArgs);
    const all = withDefaults(readable, applicationDefaults);
    const settings = jobSettings(name, all);
    const own = [
        ...argumentProblems(args, knownJobArgs),
        ...enforcedProblems(readable, applicationDefaults),
        ...jobNameProblems(args.jobName === undefined ? "name" : "jobName", settings.jobName),
        ...wholeNumberProblems("parallelism", settings.parallelism, 1),
        ...clusterProblems(applicationDefaults ? all : args, settings, facts, jobNeeds(settings)),
        ...sqlProblems(settings),
        ...pythonProblems(settings),
        ...disruptionProblems(podsOf(settings, settings), settings.disruption),
        ...autoscalerProblems(settings, facts.operator.release),
        ...periodicSavepointProblems(settings.periodicSavepoints, Object.keys(settings.flinkConfiguration)),
        ...stateLossProblems(settings.acceptStateLoss),
        ...movedFromProblems(
            settings.movedFrom,
            { namespace: settings.namespace, name: settings.jobName },
            settings.initialSavepointPath,
        ),
    ];
    // The rules know one name, whichever argument it comes from.
    const found = new Set(own.map(({ path }) => (path === "jobName" ? "name" : optionPath(path))));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOnJob(settings, facts);
    const others = rules.problems
        .map((problem) => inAutoscaler(settings, problem))
        .filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkApplication", name, withOrigin([...own, ...others], readable, applicationDefaults)),
        hints: findingsOf("FlinkApplication", name, [
            ...rules.warnings,
            ...environmentWarnings(settings),
            ...disruptionHints(podsOf(settings, settings), settings.disruption),
            ...(found.has("flinkVersion") ? [] : autoscalerHints(settings)),
        ]),
        settings,
    };
}

/** Everything that is wrong with pod templates of which a part only became known after the other checks. */
export function checkLateTemplate(
    name: string,
    settings: JobSettings,
    templates: UserTemplates,
    facts: PlatformFacts,
): Finding[] {
    const late = specToJudge({ ...settings, ...templates }, facts.cluster);
    return findingsOf("FlinkApplication", name, lateTemplateProblems(late, facts));
}

/**
 * Problems of a jar that only became known after the other checks, and after its job's plugins were decided.
 *
 * @param settings those of the job, with the output that the jar comes from.
 */
export function lateJarProblems(settings: JobSettings, jar: string, facts: PlatformFacts): Problem[] {
    const ofRules = verdictOnJob({ ...settings, jar }, facts).problems.filter(({ path }) => path === "jar");
    const scheme = schemeOf(jar) ?? "";
    const enabled = Object.keys(foldersOf(storeToCheck(facts.cluster.store), settings, jobNeeds(settings)));
    const missing = pluginsFor([scheme], enabled);
    const problem = `must have a scheme that an enabled plugin serves, got "${scheme}"; add ${missing.join()} to plugins`;
    return [...ofRules, ...unless(missing.length === 0, "jar", problem)];
}

/** An application as the rules of its snapshots see it. */
export function declaredApplication(
    { findings, settings }: Pick<Checked<JobSettings>, "findings" | "settings">,
    { cluster }: PlatformFacts,
): DeclaredCluster {
    const spec = findings.length > 0 ? undefined : specToJudge(settings, cluster).spec;
    return { name: settings.jobName, namespace: settings.namespace, spec };
}

/** The verdict on an application, in the words of its arguments. */
function verdictOnJob(settings: JobSettings, facts: PlatformFacts): Verdict {
    const judged = specToJudge(settings, facts.cluster);
    const { problems, warnings } = verdictOnSpec(judged, facts);
    const inWords = inProgram(settings, judged.spec.job);
    return { problems: problems.map(inWords), warnings: warnings.map(inWords) };
}

function specToJudge(settings: JobSettings, { store }: ClusterFacts): SpecToJudge {
    const spec = buildSpec(settings, surroundingsToCheck(settings.namespace, store));
    return { name: settings.jobName, settings, spec, needs: jobNeeds(settings) };
}
