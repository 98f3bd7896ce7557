import type { FlinkBlueGreenDeploymentSpec } from "../flink/types/blue-green";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { jobNameProblems, maxJobNameLength } from "../checks/names";
import { kindProblems, type RuleContext } from "./context";
import { judgeFlinkDeployment, type Verdict } from "./flink-deployment";
import { ingressProblems } from "./ingress";
import { isSet } from "./inputs";

const longestSuffix = "-green"; // the other version's is "-blue"
const maxNameLength = maxJobNameLength - longestSuffix.length;

/**
 * Everything for which the operator would refuse the versions of a FlinkBlueGreenDeployment or fail to make them, all at
 * once. It checks nothing of the resource itself.
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
        ...templateProblems(spec, context),
    ];
}

/** Warnings: values that the operator accepts and that may hurt later. */
export function flinkBlueGreenDeploymentWarnings(spec: FlinkBlueGreenDeploymentSpec, context: RuleContext): Problem[] {
    return isSet(spec.template?.spec) ? verdictOf(spec.template.spec, context).warnings.map(inTemplate) : [];
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
    return verdictOf(template.spec, context).problems.map(inTemplate);
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
