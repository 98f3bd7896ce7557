import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../src/flink/types/deployment";
import type { FlinkBlueGreenDeploymentSpec } from "../../src/flink/types/blue-green";
import type { FlinkStateSnapshotSpec } from "../../src/flink/types/snapshot";
import type { FlinkKind } from "../../src/flink/versions";
import { shapeOfInterface } from "../support/interface-shape";
import { closed, shapeOfSchema, type Schema } from "../support/schema-shape";

const root = path.join(__dirname, "..", "..");
const newest = "1.15.0";
const releases = ["1.7.0", "1.10.0", "1.14.0", newest];

const kinds: Record<FlinkKind, { readonly file: string; readonly name: string; readonly since: string }> = {
    FlinkDeployment: { file: "deployment.ts", name: "FlinkDeploymentSpec", since: "1.7.0" },
    FlinkSessionJob: { file: "deployment.ts", name: "FlinkSessionJobSpec", since: "1.7.0" },
    FlinkStateSnapshot: { file: "snapshot.ts", name: "FlinkStateSnapshotSpec", since: "1.10.0" },
    FlinkBlueGreenDeployment: { file: "blue-green.ts", name: "FlinkBlueGreenDeploymentSpec", since: "1.14.0" },
};

// Where a type says more than the definition, which takes any text or any key there.
const narrower: Record<string, string> = {
    imagePullPolicy: "Always | IfNotPresent | Never",
    "logConfiguration.log4j-console.properties": "string",
    "logConfiguration.logback-console.xml": "string",
};

// What older definitions do not have yet: "+" is a property, ":" another form.
const newerThan: Record<string, Partial<Record<FlinkKind, readonly string[]>>> = {
    "1.7.0": {
        FlinkDeployment: [
            "flinkConfiguration: map of string",
            "flinkVersion: v1_13 | v1_14 | v1_15 | v1_16 | v1_17 | v1_18 | v1_19",
            "+ ingress.labels",
            "+ ingress.tls[].hosts[]",
            "+ ingress.tls[].secretName",
            "+ job.autoscalerResetNonce",
            "+ job.savepointRedeployNonce",
        ],
        FlinkSessionJob: [
            "flinkConfiguration: map of string",
            "+ job.autoscalerResetNonce",
            "+ job.savepointRedeployNonce",
        ],
    },
    "1.10.0": {
        FlinkDeployment: [
            "flinkConfiguration: map of string",
            "flinkVersion: v1_13 | v1_14 | v1_15 | v1_16 | v1_17 | v1_18 | v1_19 | v1_20",
            "+ job.autoscalerResetNonce",
        ],
        FlinkSessionJob: ["flinkConfiguration: map of string", "+ job.autoscalerResetNonce"],
    },
};

describe("types of the operator's resources", () => {
    for (const release of releases) {
        for (const [kind, { file, name, since }] of entries(kinds)) {
            if (releases.indexOf(release) < releases.indexOf(since)) {
                continue;
            }
            it(`has the properties of ${kind} in operator ${release}`, () => {
                const ours = shapeOfInterface(path.join(root, "src", "flink", "types", file), name);
                assert.deepEqual(
                    differences(ours, shapeOfSchema(specSchema(release, kind))),
                    newerThan[release]?.[kind] ?? [],
                );
            });
        }
    }
    it("makes specs that the definitions accept, and none with a property they do not know", () => {
        for (const [kind, spec] of entries(fullSpecs)) {
            const validate = new Ajv({ strict: false, allErrors: true }).compile(closed(specSchema(newest, kind)));
            assert.equal(validate(spec), true, `${kind}: ${JSON.stringify(validate.errors)}`);
            assert.equal(validate({ ...spec, taskmanager: {} }), false, kind);
        }
    });
});

/** What differs: properties that one of the two lacks, and properties of another form. */
function differences(ours: Map<string, string>, theirs: Map<string, string>): string[] {
    const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
    return paths.flatMap((property) => {
        const ourForm = ours.get(property);
        const theirForm = theirs.get(property);
        const narrow = narrower[property.replace(/^template\.spec\./, "")];
        if (ourForm === theirForm || (narrow !== undefined && ourForm === narrow)) {
            return [];
        }
        if (theirForm === undefined) {
            return [`+ ${property}`];
        }
        const isNarrowed =
            ourForm === undefined &&
            Object.keys(narrower).some((key) => key.startsWith(`${property.replace(/^template\.spec\./, "")}.`));
        return isNarrowed ? [] : [ourForm === undefined ? `- ${property}` : `${property}: ${theirForm}`];
    });
}

function specSchema(release: string, kind: FlinkKind): Schema {
    const file = path.join(root, "dist", "crds", release, `${kind}.json`);
    assert.ok(existsSync(file), `dist/crds/${release}/${kind}.json is missing; run npm run crds`);
    const definition = JSON.parse(readFileSync(file, "utf8"));
    return definition.spec.versions[0].schema.openAPIV3Schema.properties.spec;
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
    return Object.entries(record) as [K, V][];
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
