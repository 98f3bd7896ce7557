import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { textProblems, unless } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { OperatorHandle } from "../../contracts/platform";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import { checkFlinkBlueGreenDeployment, flinkBlueGreenDeploymentWarnings } from "../../rules/blue-green";
import { kindProblems } from "../../rules/context";
import { isSet } from "../../rules/inputs";
import { labelTextProblems, readinessProblems, ruleContext, type CheckedArgs } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import type { FlinkBlueGreenDeploymentArgs } from "./args";
import { knownBlueGreenArgs } from "./known-arguments";
import { blueGreenSettings, type BlueGreenSettings } from "./settings";

const component = "FlinkBlueGreenDeployment";

/** Arguments that the checks read: all but the platform, of which only the operator counts. */
type CheckedBlueGreenArgs = Omit<FlinkBlueGreenDeploymentArgs, "platform"> & Pick<CheckedArgs, "platform">;

/** Everything that is wrong with a FlinkBlueGreenDeployment's arguments; and what a user may come to regret. */
export function checkFlinkBlueGreenDeploymentArgs(
    name: string,
    args: CheckedBlueGreenArgs,
): Checked<BlueGreenSettings> {
    const settings = blueGreenSettings(name, args);
    const { operator } = args.platform;
    const context = ruleContext(operator, settings.namespace);
    const own = [
        ...argumentProblems(args, knownBlueGreenArgs),
        ...textProblems("metadata.name", settings.name),
        ...textProblems("metadata.namespace", settings.namespace),
        ...labelTextProblems(settings),
        ...systemNamespaceProblems("metadata.namespace", settings.namespace),
        ...unwatchedNamespaceProblems("metadata.namespace", settings.namespace, operator.watchNamespaces),
        ...readinessProblems(settings.readiness),
        ...deletionProblems(settings.deleteTimeoutSeconds),
        ...selectorProblems(operator),
    ];
    const tooOld = kindProblems(context, "1.14.0");
    if (tooOld.length > 0) {
        return { findings: findingsOf(component, name, [...own, ...tooOld]), hints: [], settings };
    }
    const found = new Set(own.map(({ path }) => path));
    const { problems, readable } = judgeByDefinition(settings.spec, operator, component);
    const spec = withServiceAccount(readable, "flink");
    const ofRules = checkFlinkBlueGreenDeployment(settings.name, spec, context);
    const ofSpec = found.has("spec") ? [] : joined(problems, ofRules).filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf(component, name, [...own, ...ofSpec]),
        hints: findingsOf(component, name, flinkBlueGreenDeploymentWarnings(spec, context)),
        settings,
    };
}

/**
 * The operator gives the versions no label but its own, so that one with a selector would never look at them. Source:
 * `prepareFlinkDeployment` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/bluegreen/BlueGreenUtils.java
 */
function selectorProblems({ resourceLabels }: Pick<OperatorHandle, "resourceLabels">): Problem[] {
    const selector = Object.entries(resourceLabels).map(([key, value]) => `${key}=${value}`);
    return unless(
        selector.length === 0,
        "platform",
        `must not have an operator that looks at resources with labels only, got "${selector.join(",")}": the versions have none of them`,
    );
}

/** The spec with a service account for the versions where it has none. */
export function withServiceAccount(
    spec: FlinkBlueGreenDeploymentSpec,
    serviceAccount: string,
): FlinkBlueGreenDeploymentSpec {
    const { template } = spec as Partial<FlinkBlueGreenDeploymentSpec>;
    return isSet(template?.spec)
        ? {
              ...spec,
              template: {
                  ...template,
                  spec: { ...template.spec, serviceAccount: template.spec.serviceAccount ?? serviceAccount },
              },
          }
        : spec;
}
