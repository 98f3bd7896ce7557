import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../src/flink/types/deployment";
import type { FlinkBlueGreenDeploymentSpec } from "../../src/flink/types/blue-green";
import type { FlinkStateSnapshotSpec } from "../../src/flink/types/snapshot";
import { operatorReleases, type FlinkKind, type OperatorRelease } from "../../src/flink/versions";
import { differences, readDifferences } from "../support/definition-differences";
import { shapeOfInterface } from "../support/interface-shape";
import { closed, shapeOfSchema, type Schema } from "../support/schema-shape";

const root = path.join(__dirname, "..", "..");
const newest = "1.15.0";
const folderOf = (release: string) => path.join(root, "dist", "crds", release);
const shipped = (Object.keys(operatorReleases) as OperatorRelease[]).filter((release) => existsSync(folderOf(release)));

const kinds: Record<FlinkKind, { readonly file: string; readonly name: string }> = {
    FlinkDeployment: { file: "deployment.ts", name: "FlinkDeploymentSpec" },
    FlinkSessionJob: { file: "deployment.ts", name: "FlinkSessionJobSpec" },
    FlinkStateSnapshot: { file: "snapshot.ts", name: "FlinkStateSnapshotSpec" },
    FlinkBlueGreenDeployment: { file: "blue-green.ts", name: "FlinkBlueGreenDeploymentSpec" },
};

/** Interfaces of the statuses that are waited for, and their fields that a kind does not have. */
const statuses = {
    FlinkDeployment: { name: "FlinkDeploymentStatus", unread: [] as string[] },
    FlinkSessionJob: { name: "FlinkDeploymentStatus", unread: ["jobManagerDeploymentStatus"] },
    FlinkStateSnapshot: { name: "FlinkStateSnapshotStatus", unread: [] as string[] },
    FlinkBlueGreenDeployment: { name: "FlinkBlueGreenDeploymentStatus", unread: [] as string[] },
};

const ofType = (kind: FlinkKind) =>
    shapeOfInterface(path.join(root, "src", "flink", "types", kinds[kind].file), kinds[kind].name);

describe("types of the operator's resources", () => {
    it("are compared with the definitions of each release that this build ships", () => {
        assert.deepEqual(
            ["1.7.0", "1.10.0", "1.14.0", newest].filter((release) => !shipped.includes(release as OperatorRelease)),
            [],
            "run npm run crds",
        );
    });
    for (const release of shipped) {
        for (const kind of Object.keys(operatorReleases[release].crds) as FlinkKind[]) {
            it(`has the properties of ${kind} in operator ${release}`, () => {
                const theirs = shapeOfSchema(schemaOf(release, kind, "spec"));
                assert.deepEqual(differences(ofType(kind), theirs, release), []);
            });
        }
        for (const kind of Object.keys(statuses).filter((one) => one in operatorReleases[release].crds)) {
            it(`reads nothing of a ${kind}'s status that operator ${release} does not write`, () => {
                const { name, unread } = statuses[kind as keyof typeof statuses];
                const ours = shapeOfInterface(path.join(root, "src", "readiness", "status.ts"), name);
                unread.forEach((field) => ours.delete(field));
                const theirs = shapeOfSchema(schemaOf(release, kind as FlinkKind, "status"));
                assert.deepEqual(readDifferences(ours, theirs, release), []);
            });
        }
    }
    it("are told apart from definitions with another property, with one less and with another form", () => {
        const spec = schemaOf(newest, "FlinkDeployment", "spec");
        const { image, ...others } = spec.properties ?? {};
        const found = (properties: Schema["properties"]) =>
            differences(ofType("FlinkDeployment"), shapeOfSchema({ ...spec, properties: properties ?? {} }), newest);
        const job = { ...others["job"], properties: { ...others["job"]?.properties, drain: { type: "boolean" } } };
        assert.deepEqual(
            [
                found({ ...others, image: image ?? {}, job }),
                found(others),
                found({ ...others, image: { type: "integer" } }),
                found({ ...others, image: image ?? {}, podTemplate: { type: "object" } }),
            ],
            [
                ["- job.drain: boolean"],
                ["+ image: string"],
                ["image: number, not string"],
                ["podTemplate: unknown, not Kubernetes' PodTemplateSpec"],
            ],
        );
    });
    it("makes specs that the definitions accept, and none with a property they do not know", () => {
        for (const [kind, spec] of Object.entries(fullSpecs)) {
            const schema = closed(schemaOf(newest, kind as FlinkKind, "spec"));
            const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
            assert.equal(validate(spec), true, `${kind}: ${JSON.stringify(validate.errors)}`);
            assert.equal(validate({ ...spec, taskmanager: {} }), false, kind);
        }
    });
});

function schemaOf(release: OperatorRelease, kind: FlinkKind, part: "spec" | "status"): Schema {
    const definition = JSON.parse(readFileSync(path.join(folderOf(release), `${kind}.json`), "utf8"));
    return definition.spec.versions[0].schema.openAPIV3Schema.properties[part];
}

const pod = {
    metadata: { labels: { team: "orders" } },
    spec: { containers: [{ name: "flink-main-container", env: [{ name: "A", value: "1" }] }] },
};

const job = {
    jarURI: "local:///opt/flink/usrlib/orders.jar",
    parallelism: 2,
    entryClass: "Orders",
    args: ["--from", "kafka"],
    state: "running",
    upgradeMode: "last-state",
    initialSavepointPath: "s3://state/savepoint-1",
    allowNonRestoredState: true,
    savepointRedeployNonce: 1,
    savepointTriggerNonce: 1,
    checkpointTriggerNonce: 1,
    autoscalerResetNonce: 1,
} as const;

const deployment: FlinkDeploymentSpec = {
    image: "flink:2.2.1-java17",
    imagePullPolicy: "IfNotPresent",
    flinkVersion: "v2_2",
    serviceAccount: "flink",
    mode: "native",
    flinkConfiguration: { state: { backend: { type: "rocksdb" } }, "taskmanager.numberOfTaskSlots": 2 },
    ingress: {
        template: "{{name}}.flink.example.com",
        className: "nginx",
        annotations: { a: "b" },
        labels: { a: "b" },
        tls: [{ hosts: ["flink.example.com"], secretName: "flink-tls" }],
    },
    podTemplate: pod,
    jobManager: { resource: { cpu: 0.5, memory: "1024m", ephemeralStorage: "1Gi" }, replicas: 2, podTemplate: pod },
    taskManager: { resource: { cpu: 1, memory: "2Gi", ephemeralStorage: "1Gi" }, replicas: 2, podTemplate: pod },
    logConfiguration: { "log4j-console.properties": "", "logback-console.xml": "" },
    restartNonce: 1,
    job,
};

const sessionJob: FlinkSessionJobSpec = {
    deploymentName: "session",
    job,
    flinkConfiguration: { a: 1 },
    restartNonce: 1,
};

const savepoint: FlinkStateSnapshotSpec = {
    jobReference: { kind: "FlinkDeployment", name: "orders" },
    savepoint: { path: "s3://state/orders", formatType: "NATIVE", disposeOnDelete: false, alreadyExists: false },
    checkpoint: {},
    backoffLimit: 3,
};

const blueGreen: FlinkBlueGreenDeploymentSpec = {
    configuration: { "kubernetes.operator.bluegreen.deployment-deletion.delay": "1 min" },
    ingress: deployment.ingress,
    template: { metadata: { labels: { a: "b" } }, spec: deployment },
};

const fullSpecs: Record<FlinkKind, object> = {
    FlinkDeployment: deployment,
    FlinkSessionJob: sessionJob,
    FlinkStateSnapshot: savepoint,
    FlinkBlueGreenDeployment: blueGreen,
};
