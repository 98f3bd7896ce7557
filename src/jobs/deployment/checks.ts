import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { OperatorHandle } from "../../contracts/platform";
import { operatorFlinkVersions } from "../../flink/versions";
import type { Readiness } from "../../readiness/readiness";
import type { RuleContext } from "../../rules/context";
import { judgeFlinkDeployment } from "../../rules/flink-deployment";
import type { FlinkDeploymentArgs } from "./args";
import { deletionProblems } from "./deletion";
import { deploymentSettings, type DeploymentSettings } from "./settings";
import { argumentProblems } from "../../checks/known-arguments";
import { shown, textProblems, unless } from "../../checks/values";
import { knownDeploymentArgs } from "./known-arguments";
import { joined, judgeByDefinition } from "./spec-problems";

/** Arguments that the checks read: all but the platform, of which only the operator counts. */
export type CheckedArgs = Omit<FlinkDeploymentArgs, "platform"> & {
    readonly platform: {
        readonly operator: Pick<OperatorHandle, keyof RuleOperator | "watchNamespaces" | "resourceLabels">;
    };
};

/** Facts about the operator that the rules need. */
type RuleOperator = Pick<
    OperatorHandle,
    "release" | "definitions" | "flinkVersions" | "configuration" | "mayReadNodes"
>;

/**
 * Everything that is wrong with a FlinkDeployment's arguments; and what the operator takes but a user may come to regret:
 * a job that cannot recover, an option that nothing reads.
 */
export function checkFlinkDeploymentArgs(name: string, args: CheckedArgs): Checked<DeploymentSettings> {
    const settings = deploymentSettings(name, args);
    const { operator } = args.platform;
    const own = [
        ...argumentProblems(args, knownDeploymentArgs),
        ...metadataProblems(settings),
        ...systemNamespaceProblems("metadata.namespace", settings.namespace),
        ...unwatchedNamespaceProblems("metadata.namespace", settings.namespace, operator.watchNamespaces),
        ...labelProblems(settings, operator.resourceLabels),
        ...readinessProblems(settings.readiness),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations),
    ];
    const found = new Set(own.map(({ path }) => path));
    const ofDefinition = judgeByDefinition(settings.spec, operator);
    // The component fills a missing service account in.
    const spec = { ...ofDefinition.readable, serviceAccount: ofDefinition.readable.serviceAccount ?? "flink" };
    const { problems, warnings } = judgeFlinkDeployment(settings.name, spec, ruleContext(operator, settings.namespace));
    const ofSpec = joined(ofDefinition.problems, problems).filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkDeployment", name, [...own, ...ofSpec]),
        hints: findingsOf("FlinkDeployment", name, warnings),
        settings,
    };
}

/** Context of the rules for a resource of a namespace. */
export function ruleContext(operator: RuleOperator, namespace: string): RuleContext {
    return {
        operatorRelease: operator.release,
        flinkVersions: operatorFlinkVersions(operator),
        operatorConfiguration: operator.configuration,
        namespace,
        mayReadNodes: operator.mayReadNodes ?? true,
    };
}

/** Metadata is text, which Kubernetes says of every resource alike. */
function metadataProblems(settings: DeploymentSettings): Problem[] {
    return [
        ...textProblems("metadata.name", settings.name),
        ...textProblems("metadata.namespace", settings.namespace),
        ...labelTextProblems(settings),
    ];
}

/** Labels and annotations are text. */
export function labelTextProblems({
    labels,
    annotations,
}: Pick<DeploymentSettings, "labels" | "annotations">): Problem[] {
    return Object.entries({ labels, annotations }).flatMap(([field, texts]) =>
        Object.entries(texts).flatMap(([key, value]) => textProblems(`metadata.${field}["${key}"]`, value, true)),
    );
}

/** Labels by which the platform's operator finds its resources. */
export function labelProblems(
    { labels }: Pick<DeploymentSettings, "labels">,
    resourceLabels: OperatorHandle["resourceLabels"],
): Problem[] {
    return Object.entries(resourceLabels).flatMap(([key, value]) => {
        const given = labels[key];
        return unless(
            given === undefined || given === value,
            `metadata.labels["${key}"]`,
            `must be "${value}" for the operator, got "${given}"`,
        );
    });
}

/** Problems of the arguments for waiting. */
export function readinessProblems({ timeoutSeconds }: Readiness): Problem[] {
    return unless(
        timeoutSeconds === undefined || (typeof timeoutSeconds === "number" && timeoutSeconds >= 1),
        "readiness.timeoutSeconds",
        `must be at least 1, got ${shown(timeoutSeconds)}`,
    );
}
