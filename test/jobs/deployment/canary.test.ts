import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatFinding } from "../../../src/checks/findings";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkMetadata } from "../../../src/jobs/deployment/args";
import { checkFlinkDeploymentArgs } from "../../../src/jobs/deployment/checks";
import { FlinkDeployment } from "../../../src/jobs/deployment/deployment";
import { deploymentSettings } from "../../../src/jobs/deployment/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

const labels = { "flink.apache.org/canary": "True" };
const canary = { namespace: "flink-operator", labels };
const platform = () => new FlinkPlatform("flink", { cluster: fakeCluster() });
const make = (spec: object, metadata: FlinkMetadata = canary) =>
    record(() => new FlinkDeployment("canary", { platform: platform(), metadata, spec: spec as never }));

describe("a canary of the operator", () => {
    it("needs no spec, and is registered as it is", async () => {
        const { inputs } = only(await make({}), "kubernetes:flink.apache.org/v1beta1:FlinkDeployment");
        assert.deepEqual([inputs.metadata.labels, inputs.spec], [labels, { serviceAccount: "flink" }]);
    });

    it("is read from the operator's own example", async () => {
        const folder = mkdtempSync(join(tmpdir(), "canary-"));
        const file = join(folder, "canary.yaml");
        const metadata = "metadata: { name: canary, labels: { flink.apache.org/canary: 'true' } }";
        writeFileSync(file, `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\n${metadata}\n`);
        try {
            await record(() => FlinkDeployment.fromYaml("canary", { platform: platform(), file }));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("is not waited for, as its status is never written", () => {
        const settings = (metadata: FlinkMetadata) =>
            deploymentSettings("canary", { metadata, spec: {} as never, readiness: { timeoutSeconds: 60 } });
        assert.deepEqual(settings(canary).readiness, { timeoutSeconds: 60, enabled: false });
        assert.deepEqual(settings({ namespace: "jobs" }).readiness, { timeoutSeconds: 60 });
    });

    it("still has the fields that its operator knows, and no others", () => {
        const operator = { release: "1.15.0", configuration: {}, watchNamespaces: [], resourceLabels: {} };
        const spec = { jobManger: {} } as never;
        assert.deepEqual(
            checkFlinkDeploymentArgs("canary", { platform: { operator }, metadata: canary, spec }).findings.map(
                formatFinding,
            ),
            [
                'FlinkDeployment "canary": spec.jobManger is not known to operator 1.15.0, which would drop it; use jobManager',
            ],
        );
    });

    const problem = 'must not be "true" for a job, as the operator never starts a canary; remove it';

    it("is no job", async () => {
        await assert.rejects(make({ job: { jarURI: "local:///orders.jar" } }), {
            message: `FlinkDeployment "canary": metadata.labels["flink.apache.org/canary"] ${problem}`,
        });
        const args = { namespace: "jobs", jar: "local:///orders.jar", labels };
        await assert.rejects(
            record(() => new FlinkApplication("orders", { platform: platform(), ...args })),
            { message: `FlinkApplication "orders": labels["flink.apache.org/canary"] ${problem}` },
        );
    });
});
