import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { namesOf, only, record } from "./support/record";

const folder = path.resolve(__dirname, "../examples");

const kubeconfig = `
current-context: dev
clusters: [{ name: dev, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: dev, user: { token: anything } }]
contexts: [{ name: dev, context: { cluster: dev, user: dev } }]
`;

describe("the examples", () => {
    const before_ = process.env["KUBECONFIG"];
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "examples-"));
    before(() => {
        process.env["KUBECONFIG"] = path.join(scratch, "config");
        fs.writeFileSync(process.env["KUBECONFIG"], kubeconfig);
    });
    after(() => {
        process.env["KUBECONFIG"] = before_;
        fs.rmSync(scratch, { recursive: true });
    });

    it("are these", () => assert.deepEqual(fs.readdirSync(folder), ["first-application"]));

    it("first-application declares one job on a local cluster", async () => {
        const resources = await record(() => void require(path.join(folder, "first-application")));
        assert.deepEqual(namesOf(resources, "flink-platform:cluster:LocalCluster"), ["laptop"]);
        const { inputs } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment");
        assert.deepEqual(inputs.metadata, { name: "state-machine", namespace: "flink-jobs" });
        assert.equal(
            inputs.spec.flinkConfiguration["execution.checkpointing.dir"],
            "s3p://flink/flink-jobs/state-machine/checkpoints",
        );
    });
});
