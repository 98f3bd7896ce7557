/** Previews as Pulumi prints them, with what the reports read of them. */

const urn = (type: string, name: string, parent = "") =>
    `urn:pulumi:dev::shop::${parent === "" ? "" : `${parent}$`}${type}::${name}`;

/** One step of a preview. */
export interface GivenStep {
    readonly op: string;
    readonly type: string;
    readonly name: string;
    readonly parent?: string;
    readonly before?: object;
    readonly after?: object;
    readonly paths?: readonly string[];
    readonly retainOnDelete?: boolean;
}

/** Text of a preview of the stack `shop/dev`. */
export function previewText(
    steps: readonly GivenStep[],
    diagnostics: readonly { urn?: string; message: string; severity: string }[] = [],
): string {
    const all = [{ op: "same", type: "pulumi:pulumi:Stack", name: "shop-dev", before: {}, after: {} }, ...steps];
    return JSON.stringify({
        steps: all.map(stepOf),
        diagnostics,
        changeSummary: { same: 1 },
    });
}

function stepOf({ op, type, name, parent, before, after, paths = [], retainOnDelete = false }: GivenStep) {
    const common = {
        urn: urn(type, name, parent?.split("::")[0]),
        type,
        ...(parent && { parent: urn(parent.split("::")[0] ?? "", parent.split("::")[1] ?? "") }),
        retainOnDelete,
    };
    return {
        op,
        urn: common.urn,
        ...(before && { oldState: { ...common, inputs: before } }),
        ...(after && { newState: { ...common, inputs: after } }),
        detailedDiff: Object.fromEntries(paths.map((path) => [path, { kind: "update", inputDiff: false }])),
    };
}

/** Fields of a job that differ from those of `job`. */
export interface GivenJob {
    readonly name?: string;
    readonly namespace?: string;
    readonly spec?: object;
    readonly job?: object;
    readonly options?: object;
}

/** Inputs of a FlinkDeployment that keeps its state. */
export function job({ name = "orders", namespace = "shop", spec = {}, job: ofJob = {}, options = {} }: GivenJob = {}) {
    const folder = `s3://state/${namespace}/${name}`;
    return {
        metadata: { name, namespace },
        spec: {
            image: "orders:1",
            flinkVersion: "v1_18",
            job: {
                jarURI: "local:///orders.jar",
                parallelism: 2,
                state: "running",
                upgradeMode: "last-state",
                ...ofJob,
            },
            flinkConfiguration: {
                "execution.checkpointing.dir": `${folder}/checkpoints`,
                "execution.checkpointing.savepoint-dir": `${folder}/savepoints`,
                "high-availability.type": "kubernetes",
                "high-availability.storageDir": `${folder}/high-availability`,
                ...options,
            },
            ...spec,
        },
    };
}

const jobType = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
const application = (name: string) => `flink-platform:index:FlinkApplication::${name}`;

/** A step of a job, whose component has its name. */
export function jobStep(op: string, before?: GivenJob, after?: GivenJob, paths: readonly string[] = []): GivenStep {
    const name = (after ?? before)?.name ?? "orders";
    return {
        op,
        type: jobType,
        name,
        parent: application(name),
        ...(before && { before: job(before) }),
        ...(after && { after: job(after) }),
        paths,
    };
}

/** The steps of an operator of a stack: the component, and the file of its configuration. */
export function operatorSteps(op: string, before: string, after = before): GivenStep[] {
    const type = "flink-platform:index:FlinkOperator";
    const configuration = { data: { "flink-conf.yaml": "kubernetes.operator.reconcile.interval: 15 s\n" } };
    return [
        { op, type, name: "flink", before: { release: before }, after: { release: after, watchNamespaces: [] } },
        {
            op: "same",
            type: "kubernetes:core/v1:ConfigMap",
            name: "flink-configuration",
            parent: `${type}::flink`,
            before: configuration,
            after: configuration,
        },
    ];
}
