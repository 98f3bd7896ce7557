import type {
    FlinkDeploymentSpec,
    FlinkOptions,
    FlinkSessionJobSpec,
    IngressSpec,
    JobManagerSpec,
    JobSpec,
    TaskManagerSpec,
} from "../../src/flink/types/deployment";
import type { FlinkStateSnapshotSpec } from "../../src/flink/types/snapshot";
import type { Problem } from "../../src/checks/findings";
import type { RuleContext } from "../../src/rules/context";
import { judgeFlinkDeployment } from "../../src/rules/flink-deployment";
import { checkFlinkSessionJob } from "../../src/rules/session-job";
import { checkFlinkStateSnapshot } from "../../src/rules/state-snapshot";
import { operatorFlinkVersions } from "../../src/flink/versions";

/** What a test changes of the surroundings. */
export interface Around {
    readonly release?: RuleContext["operatorRelease"];
    readonly operator?: Readonly<Record<string, string>>;
}

/** What a test changes of a spec that passes; undefined takes a field away. */
export interface Change extends Around {
    readonly name?: string;
    readonly spec?: { readonly [Field in keyof FlinkDeploymentSpec]?: unknown };
    readonly options?: FlinkOptions;
    readonly job?: { readonly [Field in keyof JobSpec]?: unknown };
    readonly jobManager?: JobManagerSpec;
    readonly taskManager?: TaskManagerSpec;
    readonly ingress?: Partial<IngressSpec>;
}

/** Options that keep a job's state, in names that every release knows. */
export const durable = {
    "state.checkpoints.dir": "s3://state/checkpoints",
    "state.savepoints.dir": "s3://state/savepoints",
    "high-availability.type": "kubernetes",
    "high-availability.storageDir": "s3://state/high-availability",
};

/** Options that take these away: an empty text counts as nothing. */
export const without = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, ""]));

/** Where a missing folder for state is to be set. */
export const outlives = "in spec.flinkConfiguration to a folder that outlives the pods";

/** An application that passes all rules of all releases. */
export function applicationSpec(change: Change = {}): FlinkDeploymentSpec {
    const { spec, options, job, jobManager, taskManager, ingress } = change;
    const base = {
        image: "flink:1.18.1-java17",
        flinkVersion: "v1_18",
        serviceAccount: "flink",
        flinkConfiguration: { ...durable, ...options },
        jobManager: { resource: { memory: "1024m", cpu: 0.5 }, ...jobManager },
        taskManager: { resource: { memory: "2048m", cpu: 1 }, ...taskManager },
        job: { jarURI: "local:///opt/orders.jar", parallelism: 2, upgradeMode: "last-state", ...job },
        ...(ingress === undefined ? {} : { ingress }),
    };
    return { ...base, ...spec } as FlinkDeploymentSpec;
}

export function contextOf({ release = "1.15.0", operator = {} }: Around): RuleContext {
    return {
        operatorRelease: release,
        flinkVersions: operatorFlinkVersions({ release }),
        operatorConfiguration: operator,
        namespace: "shop",
    };
}

/** Problems of an application, one a line. */
export function application(change: Change = {}): string[] {
    return lines(judgeFlinkDeployment(change.name ?? "orders", applicationSpec(change), contextOf(change)).problems);
}

/** Warnings about an application, one a line. */
export function warnings(change: Change = {}): string[] {
    return lines(judgeFlinkDeployment("orders", applicationSpec(change), contextOf(change)).warnings);
}

/** Problems of a session cluster: an application without its job. */
export function sessionCluster(change: Change = {}): string[] {
    return application({ ...change, spec: { ...change.spec, job: undefined } });
}

/** Problems of a session job that otherwise passes; its cluster is declared unless it is undefined. */
export function sessionJob(
    change: Around & {
        readonly spec?: { readonly [Field in keyof FlinkSessionJobSpec]?: unknown };
        readonly job?: { readonly [Field in keyof JobSpec]?: unknown };
        readonly cluster?: FlinkDeploymentSpec | undefined;
    } = {},
): string[] {
    const spec = {
        deploymentName: "session",
        job: { jarURI: "https://jars.example.com/orders.jar", parallelism: 2, upgradeMode: "savepoint", ...change.job },
        ...change.spec,
    } as FlinkSessionJobSpec;
    const cluster = "cluster" in change ? change.cluster : applicationSpec({ spec: { job: undefined } });
    return lines(checkFlinkSessionJob(spec, { ...contextOf(change), sessionCluster: cluster }));
}

/** Problems of a snapshot of a job whose deployment is declared. */
export function stateSnapshot(spec: FlinkStateSnapshotSpec, change: Change = {}): string[] {
    return lines(checkFlinkStateSnapshot(spec, { ...contextOf(change), deployment: applicationSpec(change) }));
}

/** Problems as a user reads them. */
export function lines(problems: readonly Problem[]): string[] {
    return problems.map(({ path, problem }) => [path, problem].filter((part) => part !== "").join(" "));
}
