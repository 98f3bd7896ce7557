import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import type { RuleContext } from "../../rules/context";
import { checkFlinkDeployment, flinkDeploymentWarnings } from "../../rules/flink-deployment";
import { flinkVersionProblem, operatorFlinkVersions } from "../../flink/versions";
import { deletionProblems } from "./deletion";
import type { FlinkDeploymentArgs } from "./args";
import type { OperatorHandle } from "../../contracts/platform";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";

/** What the checks need to know: the arguments without the platform, of which only the operator counts. */
export type CheckedArgs = Omit<FlinkDeploymentArgs, "platform"> & {
    readonly platform: {
        readonly operator: Pick<
            OperatorHandle,
            "release" | "flinkVersions" | "configuration" | "watchNamespaces" | "resourceLabels" | "mayReadNodes"
        >;
    };
};

/**
 * Everything that is wrong with a FlinkDeployment's arguments: a program may collect the findings of all components
 * before it makes any.
 */
export function checkFlinkDeploymentArgs(name: string, args: CheckedArgs): Finding[] {
    const own = [
        ...unwatchedNamespaceProblems(
            "metadata.namespace",
            args.metadata.namespace,
            args.platform.operator.watchNamespaces,
        ),
        ...labelProblems(args),
        ...versionProblems(args),
        ...readinessProblems(args),
        ...deletionProblems(args.deleteTimeoutSeconds, args.metadata.annotations),
    ];
    const found = new Set(own.map(({ path }) => path));
    // The component fills a missing service account in.
    const spec = { ...args.spec, serviceAccount: args.spec.serviceAccount ?? "flink" };
    const rules = checkFlinkDeployment(args.metadata.name ?? name, spec, contextOf(args));
    return findingsOf("FlinkDeployment", name, [...own, ...rules.filter(({ path }) => !found.has(path))]);
}

/** What the operator takes but a user may come to regret: a job that cannot recover, an option that nobody reads. */
export function flinkDeploymentHints(name: string, args: CheckedArgs): Finding[] {
    return findingsOf("FlinkDeployment", name, flinkDeploymentWarnings(args.spec, contextOf(args)));
}

function contextOf({ metadata, platform: { operator } }: CheckedArgs): RuleContext {
    return {
        operatorRelease: operator.release,
        flinkVersions: operatorFlinkVersions(operator),
        operatorConfiguration: operator.configuration,
        namespace: metadata.namespace,
        mayReadNodes: operator.mayReadNodes ?? true,
    };
}

/** Labels by which the platform's operator finds its resources. */
function labelProblems({ metadata, platform }: CheckedArgs): Problem[] {
    return Object.entries(platform.operator.resourceLabels).flatMap(([key, value]) => {
        const given = metadata.labels?.[key];
        return given === undefined || given === value
            ? []
            : [{ path: `metadata.labels["${key}"]`, problem: `must be "${value}" for the operator, got "${given}"` }];
    });
}

function versionProblems({ spec, platform }: CheckedArgs): Problem[] {
    const version = spec.flinkVersion as string | undefined; // a manifest may leave it out
    const match = /^v(\d+)_(\d+)$/.exec(version ?? ""); // "v1_18" yes, "1.18" no
    if (match === null) {
        return [{ path: "spec.flinkVersion", problem: `must be a version such as "v2_2", got ${quote(version)}` }];
    }
    const problem = flinkVersionProblem(platform.operator, `${match[1]}.${match[2]}`);
    return problem === undefined ? [] : [{ path: "spec.flinkVersion", problem }];
}

function readinessProblems({ readiness }: CheckedArgs): Problem[] {
    const timeout = readiness?.timeoutSeconds;
    return timeout === undefined || timeout >= 1
        ? []
        : [{ path: "readiness.timeoutSeconds", problem: `must be at least 1, got ${timeout}` }];
}

function quote(value: string | undefined): string {
    return value === undefined ? "none" : `"${value}"`;
}
