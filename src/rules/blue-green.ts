import type { FlinkBlueGreenDeploymentSpec } from "../flink/types/blue-green";
import type { Problem } from "../checks/findings";
import { jobNameProblems, maxJobNameLength } from "../checks/names";
import { operatorReaches, type RuleContext } from "./context";
import { checkFlinkDeployment, flinkDeploymentWarnings } from "./flink-deployment";
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
        ...kindProblems(context),
        ...nameProblems(name),
        ...ingressProblems(spec.ingress, name, context),
        ...templateProblems(spec, context),
    ];
}

/** What the operator accepts, but may hurt later. */
export function flinkBlueGreenDeploymentWarnings(spec: FlinkBlueGreenDeploymentSpec, context: RuleContext): Problem[] {
    return isSet(spec.template?.spec) ? flinkDeploymentWarnings(spec.template.spec, context).map(inTemplate) : [];
}

function kindProblems(context: RuleContext): Problem[] {
    return operatorReaches(context, "1.14.0")
        ? []
        : [{ path: "", problem: `needs operator 1.14.0 or newer, got ${context.operatorRelease}` }];
}

/** The versions' names go on after it. */
function nameProblems(name: string): Problem[] {
    const path = "metadata.name";
    return name.length > maxNameLength
        ? [{ path, problem: `must be at most ${maxNameLength} characters, got ${name.length} in "${name}"` }]
        : jobNameProblems(path, name);
}

function templateProblems({ template }: FlinkBlueGreenDeploymentSpec, context: RuleContext): Problem[] {
    if (!isSet(template?.spec)) {
        return [{ path: "spec.template.spec", problem: "must be set to the spec of a FlinkDeployment" }];
    }
    // The name was judged above, with the room for its suffix.
    return checkFlinkDeployment("version", template.spec, context).map(inTemplate);
}

function inTemplate({ path, problem }: Problem): Problem {
    return { path: path.replace(/^spec\b/, "spec.template.spec"), problem };
}
