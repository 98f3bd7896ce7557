import type { FlinkBlueGreenDeploymentSpec } from "../flink/types/blue-green";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import { jobNameProblems, maxJobNameLength } from "../checks/names";
import { replacedTextProblems } from "./blue-green-name";
import { switchOptionProblems } from "./blue-green-options";
import { kindProblems, type RuleContext } from "./context";
import { effectiveConfiguration } from "./effective-configuration";
import { judgeFlinkDeployment, type Verdict } from "./flink-deployment";
import { isBlank, savepointDirectory } from "./flink-options";
import { flinkVersionOf } from "./flink-version";
import { ingressProblems } from "./ingress";
import { isSet, known } from "./inputs";
import { savepointKey } from "./state-directories";

const savepointOnDeletion = "kubernetes.operator.job.savepoint-on-deletion";
const longestSuffix = "-green"; // the other version's is "-blue"
const maxNameLength = maxJobNameLength - longestSuffix.length;

/**
 * Everything for which the operator would refuse the versions of a FlinkBlueGreenDeployment, fail to make them or fail to
 * switch between them, all at once. The operator itself checks nothing of the resource.
 */
export function checkFlinkBlueGreenDeployment(
    name: string,
    spec: FlinkBlueGreenDeploymentSpec,
    context: RuleContext,
): Problem[] {
    return [
        ...kindProblems(context, "1.14.0"),
        ...nameProblems(name),
        ...ingressProblems(spec.ingress, name, context),
        ...switchOptionProblems(spec.configuration),
        ...templateProblems(spec, context),
        ...replacedTextProblems(name, spec),
    ];
}

/** Warnings: values that the operator accepts and that may hurt later. */
export function flinkBlueGreenDeploymentWarnings(spec: FlinkBlueGreenDeploymentSpec, context: RuleContext): Problem[] {
    if (!isSet(spec.template?.spec)) {
        return [];
    }
    const { job } = spec.template.spec;
    const path = "spec.job.initialSavepointPath";
    const given = isSet(job?.initialSavepointPath) && known<string>(job.initialSavepointPath) !== "";
    return [
        ...verdictOf(spec.template.spec, context).warnings,
        ...unless(
            !(given && job?.upgradeMode === "stateless"),
            path,
            "is where every version starts from, as spec.job.upgradeMode is stateless",
        ),
    ].map(inTemplate);
}

/** Names of the versions are this name and a suffix. */
function nameProblems(name: string): Problem[] {
    const path = "metadata.name";
    return name.length > maxNameLength
        ? [{ path, problem: `must be at most ${maxNameLength} characters, got ${name.length} in "${name}"` }]
        : jobNameProblems(path, name);
}

function templateProblems({ template }: FlinkBlueGreenDeploymentSpec, context: RuleContext): Problem[] {
    if (!isSet(template?.spec)) {
        return [{ path: "spec.template.spec", problem: "is required: the spec of a FlinkDeployment" }];
    }
    const { spec } = template;
    const found = verdictOf(spec, context).problems;
    const paths = new Set(found.map(({ path }) => path));
    const own = versionProblems(spec, context).filter(({ path }) => !paths.has(path));
    return [...found, ...own].map(inTemplate);
}

/**
 * What the operator's switch needs of the versions, beside what it needs of any FlinkDeployment. Source:
 * `isSavepointRequired` and `triggerSavepoint` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/bluegreen/BlueGreenUtils.java
 * and `isFlinkDeploymentReady` in `BlueGreenKubernetesService.java`.
 */
function versionProblems(spec: FlinkDeploymentSpec, context: RuleContext): Problem[] {
    const { job, ingress } = spec;
    if (!isSet(job)) {
        return [{ path: "spec.job", problem: "is required: only applications are switched, no session clusters" }];
    }
    const flinkVersion = flinkVersionOf(spec);
    const configuration = effectiveConfiguration(context, flinkVersion, [
        { path: "spec.flinkConfiguration", options: spec.flinkConfiguration },
    ]);
    const template: unknown = ingress?.template;
    const mode = job.upgradeMode;
    const needsFolder = mode === "last-state" && isBlank(configuration, savepointDirectory(context));
    return [
        ...unless(
            isSet(mode),
            "spec.job.upgradeMode",
            "is required: savepoint, or stateless, with which every change starts without state",
        ),
        ...unless(
            !needsFolder,
            "spec.job.upgradeMode",
            `is "last-state", for which a switch takes a savepoint too; set "${savepointKey({ context, flinkVersion })}" in spec.flinkConfiguration to a folder that outlives the pods`,
        ),
        ...unless(
            job.state !== "suspended",
            "spec.job.state",
            `must be "running", got "suspended": the operator waits for a version that runs, and gives the switch up`,
        ),
        ...unless(
            configuration.get(savepointOnDeletion)?.text !== "true",
            `spec.flinkConfiguration["${savepointOnDeletion}"]`,
            "must not be true: Kubernetes ends the JobManager with the resource before the operator can have it take a savepoint; take a FlinkStateSnapshot",
        ),
        ...unless(
            typeof template !== "string" || /\{\{name\}\}/i.test(template),
            "spec.ingress.template",
            `must contain "{{name}}", or two versions have one address, got "${String(template)}"; the resource's own ingress follows the active one`,
        ),
    ];
}

/** Verdict of the rules on the versions, without their names: the resource's own name leaves room for the suffixes. */
function verdictOf(spec: FlinkDeploymentSpec, context: RuleContext): Verdict {
    return judgeFlinkDeployment("version", spec, context);
}

/** A rule's finding about a version, in the words of the resource whose template it is. */
function inTemplate({ path, problem }: Problem): Problem {
    const inWords = (text: string) => text.replaceAll(/\bspec\./g, "spec.template.spec.");
    return { path: path.replace(/^spec\b/, "spec.template.spec"), problem: inWords(problem) };
}
