import { findingsOf, rejectFindings, type Checked, type Problem } from "../checks/findings";
import { systemNamespaceProblems } from "../checks/initial-namespaces";
import { argumentProblems, readableArguments, requireArguments, type KnownOf } from "../checks/known-arguments";
import { dnsLabelProblems } from "../checks/names";
import { defaultsProblems } from "../jobs/application/default-checks";
import { readDefaults } from "../jobs/application/defaults";
import { checkFlinkOperator } from "./operator/checks";
import { alertProblems } from "../alerts/checks";
import { alertSettings } from "../alerts/settings";
import { knownAlerts } from "../alerts/known-arguments";
import { checkMonitoring } from "./monitoring/checks";
import { monitoredOperator } from "./monitoring/monitored-operator";
import { loggingProblems } from "./logging/checks";
import { loggingSettings } from "./logging/settings";
import { defaultOperatorNamespace } from "./operator/names";
import type { PlatformArgs, PlatformSettings } from "./settings";
import type { ClusterModule } from "../contracts/cluster";
import { restartProblems } from "../checks/concurrent-restarts";
import { shown, unless } from "../checks/values";

/** Everything that is wrong with a platform's arguments, its operator's included. */
export function checkFlinkPlatform(name: string, args: PlatformArgs): Checked<PlatformSettings> {
    const {
        operator: operatorArgs = {},
        monitoring: monitoringArgs,
        alerts,
        namespaces = [],
        existingNamespaces = [],
        waitForJobs,
        showImpact = true,
        applicationDefaults,
        maxConcurrentRestarts,
        logging,
    } = args;
    const namespaceExists =
        operatorArgs.namespaceExists ?? existingNamespaces.includes(operatorArgs.namespace ?? defaultOperatorNamespace);
    const monitoring = checkMonitoring(monitoringArgs, operatorArgs);
    const operator = checkFlinkOperator(`${name}-operator`, {
        ...monitoredOperator(operatorArgs, monitoring.settings),
        namespaceExists,
        ...(logging && { logging: { format: "json", ...operatorArgs.logging } }),
    });
    const ofLogging = logging ? loggingProblems(logging, operator.settings.namespace) : [];
    const ofOperator = operator.findings.map(({ path, problem }) => ({ path: `operator.${path}`, problem }));
    return {
        findings: findingsOf("FlinkPlatform", name, [
            ...ofOperator,
            ...monitoring.problems,
            ...alertProblems(alerts),
            ...(alerts && alerts.enabled !== false && monitoring.settings.mode === "off" ? [alertsNeedMetrics] : []),
            ...nameProblems("namespaces", namespaces),
            ...namespaces.flatMap((namespace, index) => systemNamespaceProblems(`namespaces[${index}]`, namespace)),
            ...nameProblems("existingNamespaces", existingNamespaces),
            ...namespaces.flatMap((namespace) => unwatchedProblems(namespace, operator.settings.watchNamespaces)),
            ...defaultsProblems(applicationDefaults),
            ...restartProblems(args),
            ...ofLogging.map(({ path, problem }) => ({ path: `logging.${path}`, problem })),
        ]),
        hints: operator.hints,
        settings: {
            operator: operator.settings,
            monitoring: monitoring.settings,
            alerts: alertSettings(readableArguments(alerts, knownAlerts)),
            namespaces,
            existingNamespaces,
            waitForJobs: waitForJobs ?? true,
            showImpact,
            applicationDefaults: readDefaults(applicationDefaults),
            maxConcurrentRestarts,
            logging: logging && loggingSettings(logging),
        },
    };
}

const alertsNeedMetrics: Problem = {
    path: "alerts",
    problem: 'cannot be made with monitoring.mode "off", as they need its metrics; set that, or remove alerts',
};

/** Arguments of a platform; what its operator may have is checked with the operator. */
const knownArgs = {
    cluster: true,
    operator: "map",
    monitoring: "map",
    alerts: "map",
    namespaces: "list",
    existingNamespaces: "list",
    waitForJobs: "switch",
    showImpact: "switch",
    applicationDefaults: "map",
    maxConcurrentRestarts: true,
    logging: "map",
} satisfies KnownOf<PlatformArgs & { readonly cluster: unknown }>;

/** The same for arguments that no stack file has given their form. */
export function checkPlatformComponent(
    name: string,
    args: PlatformArgs & { readonly cluster: unknown },
): Checked<PlatformSettings> {
    const checked = checkFlinkPlatform(name, readableArguments(args, knownArgs));
    const problems = argumentProblems(args, knownArgs);
    return { ...checked, findings: [...findingsOf("FlinkPlatform", name, problems), ...checked.findings] };
}

/**
 * Ends the program if the cluster is missing or none of those that a platform can stand on.
 *
 * @throws pulumi.RunError in that case.
 */
export function requireCluster(component: string, name: string, args: { readonly cluster: unknown }): void {
    requireArguments(component, name, args, ["cluster"]);
    const cluster = args.cluster as Partial<ClusterModule>;
    const isCluster = cluster.provider !== undefined && cluster.bindServiceAccount !== undefined;
    const problem = `must be a cluster such as LocalCluster, got ${shown(cluster)}`;
    rejectFindings(findingsOf(component, name, unless(isCluster, "cluster", problem)));
}

function nameProblems(path: string, namespaces: readonly string[]): Problem[] {
    return namespaces.flatMap((namespace, index) => dnsLabelProblems(`${path}[${index}]`, namespace));
}

/** The problem of a namespace for jobs that the operator does not watch. */
export function unwatchedProblems(namespace: string, watched: readonly string[]): Problem[] {
    return unless(
        watched.length === 0 || watched.includes(namespace),
        `namespace "${namespace}"`,
        "is not watched by its operator; add it to operator.watchNamespaces",
    );
}

/** Problems of a namespace that must stay in the cluster for the sake of a job with `retainOnDelete`. */
export function retentionProblems(
    namespace: string,
    { isOperators, isTooLate }: { readonly isOperators: boolean; readonly isTooLate: boolean },
): Problem[] {
    const path = `namespace "${namespace}"`;
    return [
        ...unless(
            !isOperators,
            path,
            "cannot stay for a job with retainOnDelete, as it goes with the operator; choose another for the job",
        ),
        ...unless(
            !isTooLate,
            path,
            "cannot stay for a job with retainOnDelete, as it was made before the program waited for something; make the job before that",
        ),
    ];
}
