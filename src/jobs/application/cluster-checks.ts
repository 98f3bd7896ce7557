import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { dnsLabelProblems } from "../../checks/names";
import { problemIf } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { Binding, ClusterFacts, StoreFacts } from "../../contracts/cluster";
import type { OperatorHandle } from "../../contracts/platform";
import { effectiveConfiguration } from "../../rules/effective-configuration";
import { flinkMounts } from "../../rules/flink-mounts";
import { canaryProblems } from "../deployment/canary";
import { labelProblems, labelTextProblems, readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import type { FlinkClusterArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { environmentProblems } from "./environment-checks";
import { fileProblems } from "./file-checks";
import { filePlaceProblems } from "./file-places";
import { folderOptionProblems, volumeProblems } from "./folder-options";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { largeOptionProblems, listOptionProblems } from "./option-checks";
import type { PlatformFacts } from "./platform-facts";
import type { PodNeeds } from "./pod-needs";
import { reservedVariableProblems } from "./reserved-variables";
import type { ClusterSettings } from "./settings";
import { sizeProblems } from "./size-checks";
import { foldersOf, operatorVersion } from "./spec";
import { scriptPlace, scriptPlaceProblems } from "./sql-script";
import { isInTemplate } from "./user-templates";
import { storeToCheck, verdictOnSpec, type SpecToJudge } from "./verdict";
import { versionProblems } from "./version-checks";

/** Everything that is wrong with the arguments of any cluster, the rules aside. */
export function clusterProblems(
    args: FlinkClusterArgs,
    settings: ClusterSettings,
    { operator, cluster }: PlatformFacts,
    needs?: PodNeeds,
): Problem[] {
    return [
        ...problemIf("", cluster.missingStateStore),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations).map(inArguments),
        ...labelTextProblems(settings).map(inArguments),
        ...labelProblems(settings, operator.resourceLabels).map(inArguments),
        ...canaryProblems(settings.labels, needs === undefined ? "a session cluster" : "a job").map(inArguments),
        ...readinessProblems(settings.readiness),
        ...reservedOptionProblems(settings, cluster, needs !== undefined),
        ...largeOptionProblems(settings.flinkConfiguration),
        ...listOptionProblems(args.flinkConfiguration),
        ...fileProblems(args.files),
        ...placeProblems(settings, { operator, cluster }, needs),
    ];
}

/** Problems of the namespace that a resource is in. */
export function namespaceProblems(
    { namespace }: Pick<ClusterSettings, "namespace">,
    { watchNamespaces }: Pick<OperatorHandle, "watchNamespaces">,
): Problem[] {
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
function imageProblems({ image }: ClusterSettings, { architectures }: ClusterFacts): Problem[] {
    return typeof image === "string" ? imageArchitectureProblems("image", image, architectures) : [];
}

/** Variables and folders that no pod may have. */
function placeProblems(settings: ClusterSettings, { operator, cluster }: PlatformFacts, needs?: PodNeeds): Problem[] {
    const { store } = cluster;
    const folders = foldersOf(storeToCheck(store), settings, needs);
    return [
        ...reservedVariableProblems(settings, store),
        ...environmentProblems(settings),
        ...(Object.keys(settings.files).length === 0
            ? []
            : filePlaceProblems(settings, Object.values(folders), mountsOf(settings, operator, needs))),
        ...folderOptionProblems(settings, Object.values(folders)),
        ...volumeProblems(settings, folders),
        ...(needs?.script === undefined ? [] : scriptPlaceProblems(settings)),
    ];
}

/** What Flink mounts by its options, and the script. */
function mountsOf(
    { namespace, flinkVersion, flinkConfiguration }: ClusterSettings,
    operator: PlatformFacts["operator"],
    needs?: PodNeeds,
) {
    const context = ruleContext(operator, namespace);
    const layers = [{ path: "flinkConfiguration", options: flinkConfiguration }];
    const configuration = effectiveConfiguration(context, operatorVersion(flinkVersion), layers);
    return [...flinkMounts(configuration, context), ...(needs?.script === undefined ? [] : [scriptPlace])];
}

/** Everything that is wrong with a cluster's arguments once its binding is made, whose names a cluster may not tell before. */
export function checkAgainstBinding(
    { component, name }: ComponentName,
    settings: ClusterSettings,
    { flinkConfiguration, env }: Binding,
    { store, refusedOptions }: ClusterFacts,
): Finding[] {
    const withBinding: StoreFacts = {
        ...store,
        options: (flinkVersion) => [...store.options(flinkVersion), ...Object.keys(flinkConfiguration(flinkVersion))],
        variables: [...store.variables, ...env.map((variable) => variable.name)],
    };
    return findingsOf(component, name, [
        ...reservedOptionProblems(settings, { refusedOptions, store: withBinding }),
        ...reservedVariableProblems(settings, withBinding),
    ]);
}

/** A component by what findings call it. */
export interface ComponentName {
    /** Its type, such as `FlinkApplication`. */
    readonly component: string;
    readonly name: string;
}

/** Problems of pod templates of which a part only became known after the other checks. */
export function lateTemplateProblems(late: SpecToJudge, facts: PlatformFacts): Problem[] {
    const { problems } = verdictOnSpec(late, facts);
    return [...placeProblems(late.settings, facts, late.needs), ...problems.filter(({ path }) => isInTemplate(path))];
}
