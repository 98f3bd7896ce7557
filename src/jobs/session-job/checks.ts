import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { jobNameProblems } from "../../checks/names";
import { shown, textProblems, unless } from "../../checks/values";
import type { OperatorHandle } from "../../contracts/platform";
import { flatOptions } from "../../rules/effective-configuration";
import { isSet } from "../../rules/inputs";
import { checkFlinkSessionJob as rulesOf, flinkSessionJobWarnings } from "../../rules/session-job";
import { namespaceProblems } from "../application/cluster-checks";
import { largeOptionProblems, listOptionProblems } from "../application/option-checks";
import { canaryProblems } from "../deployment/canary";
import {
    labelProblems,
    labelTextProblems,
    readinessProblems,
    ruleContext,
    type RuleOperator,
} from "../deployment/checks";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import { deletionProblems } from "../deployment/deletion";
import { periodicSavepointProblems } from "../deployment/periodic-savepoints";
import { stateLossProblems } from "../deployment/state-loss";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import type { FlinkSessionJobArgs, FlinkSessionJobSpecArgs, SessionJobFields } from "./args";
import { inArguments } from "./in-arguments";
import { knownSessionJobArgs, knownSessionJobSpecArgs } from "./known-arguments";
import { reservedJobOptionProblems } from "./reserved-options";
import { sessionJobSettings, settingsOfSpec, type JobsCluster, type SessionJobSettings } from "./settings";

/** Facts about the operator that the checks need. */
export type SessionJobOperator = RuleOperator & Pick<OperatorHandle, "watchNamespaces" | "resourceLabels">;

const component = "FlinkSessionJob";

/** Everything that is wrong with a session job's arguments, in their words. */
export function checkFlinkSessionJob(
    name: string,
    args: SessionJobFields,
    cluster: JobsCluster,
    operator: SessionJobOperator,
): Checked<SessionJobSettings> {
    const readable = readableArguments<Partial<FlinkSessionJobArgs>>(args, knownSessionJobArgs) as SessionJobFields;
    const settings = sessionJobSettings(name, readable, cluster, operator.release);
    const own = [
        ...argumentProblems(args, knownSessionJobArgs),
        ...jobNameProblems(args.jobName === undefined ? "name" : "jobName", settings.name),
        ...unless(isSet(args.jar), "jar", `is required: the jar that the operator fetches, got ${shown(args.jar)}`),
        ...clusterProblems(args, cluster),
        // That of a cluster that is refused for its own is nothing to speak of.
        ...(isSet(args.namespace) || settings.namespace !== "" ? namespaceProblems(settings, operator) : []),
        ...reservedJobOptionProblems(readable.flinkConfiguration),
        ...periodicSavepointProblems(
            readable.periodicSavepoints,
            flatOptions(readable.flinkConfiguration).map(([key]) => key),
        ),
        ...largeOptionProblems(settings.spec.flinkConfiguration as Parameters<typeof largeOptionProblems>[0]),
        ...listOptionProblems(args.flinkConfiguration),
        ...commonProblems(settings, operator).map(inArguments),
    ];
    return judged(name, settings, { own, operator, declared: cluster.declared, inWords: inArguments });
}

/** Everything that is wrong with a session job that is given by its spec. */
export function checkSessionJobSpec(
    name: string,
    args: Omit<FlinkSessionJobSpecArgs, "platform" | "sessionCluster">,
    operator: SessionJobOperator,
    declared: DeclaredCluster | undefined,
): Checked<SessionJobSettings> {
    const settings = settingsOfSpec(name, args);
    const own = [
        ...argumentProblems(args, knownSessionJobSpecArgs),
        ...(typeof settings.name === "string"
            ? jobNameProblems("metadata.name", settings.name)
            : textProblems("metadata.name", settings.name)),
        ...otherClusterProblems(settings, declared),
        ...namespaceProblems(settings, operator).map(({ path, problem }) => ({ path: `metadata.${path}`, problem })),
        ...commonProblems(settings, operator),
    ];
    return judged(name, settings, { own, operator, declared, inWords: (problem) => problem });
}

/** A cluster that is declared and the namespace and name that are given beside it. */
function clusterProblems({ namespace }: SessionJobFields, { name, declared }: JobsCluster): Problem[] {
    if (declared === undefined) {
        const problem = `is required: that of the session cluster "${name}", which something else makes`;
        return unless(isSet(namespace), "namespace", problem);
    }
    return unless(
        namespace === undefined || namespace === declared.namespace,
        "namespace",
        `must be that of the session cluster, "${declared.namespace}", got ${shown(namespace)}; remove it`,
    );
}

function otherClusterProblems(
    { namespace, spec }: SessionJobSettings,
    declared: DeclaredCluster | undefined,
): Problem[] {
    if (declared === undefined) {
        return [];
    }
    const { deploymentName } = spec;
    const isOther = typeof deploymentName === "string" && deploymentName !== declared.name;
    return [
        ...unless(
            !isOther,
            "spec.deploymentName",
            `must be the name of sessionCluster, "${declared.name}", got ${shown(deploymentName)}`,
        ),
        ...unless(
            namespace === declared.namespace,
            "metadata.namespace",
            `must be that of sessionCluster, "${declared.namespace}", got ${shown(namespace)}`,
        ),
    ];
}

/** Problems of what every resource has. */
function commonProblems(settings: SessionJobSettings, operator: SessionJobOperator): Problem[] {
    return [
        ...labelTextProblems(settings),
        ...labelProblems(settings, operator.resourceLabels),
        ...canaryProblems(settings.labels),
        ...readinessProblems(settings.readiness),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations),
        ...stateLossProblems(settings.acceptStateLoss),
    ];
}

interface Judged {
    readonly own: readonly Problem[];
    readonly operator: SessionJobOperator;
    readonly declared: DeclaredCluster | undefined;
    readonly inWords: (problem: Problem) => Problem;
}

/** The verdict of the definition and of the operator's rules, beside what is wrong with the arguments themselves. */
function judged(
    name: string,
    settings: SessionJobSettings,
    { own, operator, declared, inWords }: Judged,
): Checked<SessionJobSettings> {
    const context = {
        ...ruleContext(operator, settings.namespace),
        ...(declared?.spec && { sessionCluster: declared.spec }),
    };
    const { problems, readable } = judgeByDefinition(settings.spec, operator, component);
    const found = new Set(own.map(({ path }) => path));
    const ofSpec = joined(problems, rulesOf(readable, context))
        .map(inWords)
        .filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf(component, name, [...own, ...ofSpec]),
        hints: findingsOf(component, name, flinkSessionJobWarnings(readable, context).map(inWords)),
        settings,
    };
}
