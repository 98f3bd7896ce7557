import { jobStep, operatorSteps, type GivenStep } from "./previews";
import type { Level } from "../../src/report/level";

/** A change that people make, and how it is judged. */
export interface GivenChange {
    readonly level: Level;
    readonly steps: readonly GivenStep[];
}

const operator = operatorSteps("same", "1.15.0");
const stateless = { job: { upgradeMode: "stateless" } };
const schema = (...fields: readonly string[]) => ({
    metadata: { name: "flinkdeployments.flink.apache.org" },
    spec: {
        versions: [
            {
                name: "v1beta1",
                schema: { openAPIV3Schema: { properties: Object.fromEntries(fields.map((f) => [f, {}])) } },
            },
        ],
    },
});
const group = (instanceType: string, minSize: number, maxSize: number) => ({
    instanceTypes: [instanceType],
    capacityType: "ON_DEMAND",
    scalingConfig: { minSize, maxSize },
});

/** Changes by what they are. */
export const changes: Readonly<Record<string, GivenChange>> = {
    nothing: { level: "safe", steps: [...operator, jobStep("same", {}, {})] },
    "scale up": { level: "safe", steps: [...operator, jobStep("update", {}, { job: { parallelism: 4 } })] },
    "new jar": { level: "safe", steps: [...operator, jobStep("update", {}, { job: { jarURI: "local:///new.jar" } })] },
    "Flink 1.17 to 1.18": {
        level: "attention",
        steps: [...operator, jobStep("update", { spec: { flinkVersion: "v1_17" } }, {})],
    },
    "Flink 1.20 to 2.0": {
        level: "attention",
        steps: [
            ...operator,
            jobStep("update", { spec: { flinkVersion: "v1_20" } }, { spec: { flinkVersion: "v2_0" } }),
        ],
    },
    "upgrade mode changed": { level: "losesState", steps: [...operator, jobStep("update", {}, stateless)] },
    "stateless job changed": {
        level: "safe",
        steps: [...operator, jobStep("update", stateless, { ...stateless, spec: { image: "orders:2" } })],
    },
    rename: {
        level: "losesState",
        steps: [...operator, jobStep("create", undefined, { name: "sales" }), jobStep("delete", {})],
    },
    "rename with its savepoint": {
        level: "attention",
        steps: [
            ...operator,
            jobStep("create", undefined, {
                name: "sales",
                job: { initialSavepointPath: "s3://state/shop/orders/savepoints/savepoint-1" },
            }),
            jobStep("delete", { job: { state: "suspended", upgradeMode: "savepoint" } }),
        ],
    },
    "namespace move": {
        level: "losesState",
        steps: [
            ...operator,
            { ...jobStep("create-replacement", {}, { namespace: "sales" }) },
            { ...jobStep("replace", {}, { namespace: "sales" }) },
            { ...jobStep("delete-replaced", {}) },
        ],
    },
    "job removed": { level: "losesState", steps: [...operator, jobStep("delete", {})] },
    "new job": { level: "safe", steps: [...operator, jobStep("create", undefined, { name: "sales" })] },
    "secret option changed": {
        level: "safe",
        steps: [
            ...operator,
            jobStep("update", { options: { "my.key": "[secret]" } }, { options: { "my.key": "[secret]" } }, [
                'spec.flinkConfiguration["my.key"]',
            ]),
        ],
    },
    "operator upgrade": {
        level: "attention",
        steps: [
            ...operatorSteps("update", "1.14.0", "1.15.0"),
            jobStep("same", {}, {}),
            {
                op: "update",
                type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinitionPatch",
                name: "flink-crds-flink-deployment",
                before: schema("spec", "old"),
                after: schema("spec", "status", "new"),
            },
        ],
    },
    "node pool changed": {
        level: "attention",
        steps: [
            {
                op: "same",
                type: "aws:eks/nodeGroup:NodeGroup",
                name: "system",
                before: group("m7i.large", 2, 2),
                after: group("m7i.large", 2, 2),
            },
            {
                op: "update",
                type: "aws:eks/nodeGroup:NodeGroup",
                name: "task-manager",
                before: group("m7i.xlarge", 1, 4),
                after: group("m7i.2xlarge", 1, 6),
            },
            { op: "create", type: "aws:eks/nodeGroup:NodeGroup", name: "other", after: group("x9z.huge", 1, 1) },
        ],
    },
    "bucket replaced": {
        level: "losesState",
        steps: [
            {
                op: "replace",
                type: "aws:s3/bucket:Bucket",
                name: "state",
                before: { bucket: "a" },
                after: { bucket: "b" },
                paths: ["bucket"],
            },
            { op: "delete", type: "aws:kms/key:Key", name: "key", before: {}, retainOnDelete: true },
            { op: "delete", type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "s3", before: {} },
        ],
    },
    "Kubernetes upgrade": {
        level: "attention",
        steps: [
            {
                op: "update",
                type: "aws:eks/cluster:Cluster",
                name: "main",
                before: { version: "1.34" },
                after: { version: "1.35" },
                paths: ["version"],
            },
        ],
    },
    "cluster deleted": {
        level: "losesState",
        steps: [{ op: "delete", type: "gcp:container/cluster:Cluster", name: "main", before: {} }],
    },
};
