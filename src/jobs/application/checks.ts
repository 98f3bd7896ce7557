import { findingsOf, type Checked, type Finding, type Problem } from "../../checks/findings";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { problemIf } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { Binding, ClusterFacts, StoreFacts } from "../../contracts/cluster";
import { canaryJobProblems } from "../deployment/canary";
import { labelProblems, labelTextProblems, readinessProblems } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { stateLossProblems } from "../deployment/state-loss";
import type { FlinkJobArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { folderOptionProblems, volumeProblems } from "./folder-options";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { knownJobArgs } from "./known-arguments";
import { largeOptionProblems, listOptionProblems } from "./option-checks";
import type { PlatformFacts } from "./platform-facts";
import { reservedVariableProblems } from "./reserved-variables";
import { jobSettings, type JobSettings } from "./settings";
import { sizeProblems } from "./size-checks";
import { foldersOf } from "./spec";
import { noVerdict, storeToCheck, verdictOfRules } from "./verdict";
import { versionProblems } from "./version-checks";

/**
 * Everything that is wrong with an application's arguments: its own limits, and the operator's validation rules over the
 * FlinkDeployment that comes of it.
 */
export function checkFlinkApplication(
    name: string,
    args: FlinkJobArgs,
    { operator, cluster }: PlatformFacts,
): Checked<JobSettings> {
    const settings = jobSettings(name, readableArguments(args, knownJobArgs));
    const own = [
        ...argumentProblems(args, knownJobArgs),
        ...jobNameProblems(args.jobName === undefined ? "name" : "jobName", settings.jobName),
        ...problemIf("", cluster.missingStateStore),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations).map(inArguments),
        ...stateLossProblems(settings.acceptStateLoss),
        ...labelTextProblems(settings).map(inArguments),
        ...labelProblems(settings, operator.resourceLabels).map(inArguments),
        ...canaryJobProblems(settings.labels).map(inArguments),
        ...readinessProblems(settings.readiness),
        ...reservedOptionProblems(settings, cluster),
        ...largeOptionProblems(settings),
        ...listOptionProblems(args.flinkConfiguration),
        ...placeProblems(settings, cluster),
    ];
    // The rules know one name, whichever argument it comes from.
    const found = new Set(own.map(({ path }) => (path === "jobName" ? "name" : path)));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOfRules(settings, { operator, cluster });
    const others = rules.problems.filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkApplication", name, [...own, ...others]),
        hints: findingsOf("FlinkApplication", name, rules.warnings),
        settings,
    };
}

function namespaceProblems({ namespace }: JobSettings, { watchNamespaces }: PlatformFacts["operator"]): Problem[] {
    if (typeof namespace !== "string") {
        const problem =
            "must be plain text, as resources are named by it, got an output or nothing; write the name, and if the program makes the namespace itself, list it in existingNamespaces and let the platform depend on it";
        return [{ path: "namespace", problem }];
    }
    const form = dnsLabelProblems("namespace", namespace);
    return form.length > 0
        ? form
        : [
              ...systemNamespaceProblems("namespace", namespace),
              ...unwatchedNamespaceProblems("namespace", namespace, watchNamespaces),
          ];
}

/** An image that a program computes says nothing before it is known. */
function imageProblems({ image }: JobSettings, { architectures }: ClusterFacts): Problem[] {
    return typeof image === "string" ? imageArchitectureProblems("image", image, architectures) : [];
}

/** Variables and folders that a job may not have in its pods. */
function placeProblems(settings: JobSettings, { store }: ClusterFacts): Problem[] {
    const folders = foldersOf(storeToCheck(store), settings);
    return [
        ...reservedVariableProblems(settings, store),
        ...folderOptionProblems(settings, Object.values(folders)),
        ...volumeProblems(settings, folders),
    ];
}

/** Everything that is wrong with an application's arguments once its binding is made, whose names a cluster may not tell before. */
export function checkAgainstBinding(
    name: string,
    settings: JobSettings,
    { flinkConfiguration, env }: Binding,
    { store, refusedOptions }: ClusterFacts,
): Finding[] {
    const withBinding: StoreFacts = {
        ...store,
        options: (flinkVersion) => [...store.options(flinkVersion), ...Object.keys(flinkConfiguration(flinkVersion))],
        variables: [...store.variables, ...env.map((variable) => variable.name)],
    };
    return findingsOf("FlinkApplication", name, [
        ...reservedOptionProblems(settings, { refusedOptions, store: withBinding }),
        ...reservedVariableProblems(settings, withBinding),
    ]);
}

/** Everything that is wrong with a pod template that only became known after the other checks. */
export function checkLateTemplate(
    name: string,
    settings: JobSettings,
    podTemplate: NonNullable<JobSettings["podTemplate"]>,
    facts: PlatformFacts,
): Finding[] {
    const late = { ...settings, podTemplate };
    const { problems } = verdictOfRules(late, facts);
    return findingsOf("FlinkApplication", name, [
        ...placeProblems(late, facts.cluster),
        ...problems.filter(({ path }) => path.startsWith("podTemplate")),
    ]);
}
