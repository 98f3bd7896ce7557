import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { serverName } from "../../src/clusters/local/object-server";
import { readCalls } from "../doubles/calls";
import { fileNames, folderVariable } from "../doubles/folder";
import { cloudDefinition } from "../support/cloud-definition";
import { eventually, flinkRest, jobState, kubectl } from "./support/kubectl";
import { NodesOnDemand } from "./support/nodes";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";
import { workspace } from "./support/workspace";

const namespace = "eks-jobs";
const job = "orders";
const store = "eks";
const mainContainer = "flink-main-container";

/** What EKS defines in a cluster with Auto Mode: pools and classes of nodes. */
const definitions = [
    cloudDefinition("karpenter.sh", "v1", "NodePool"),
    cloudDefinition("eks.amazonaws.com", "v1", "NodeClass"),
];

/** The keys of the local S3 server, where on EKS the pod's identity would be. */
const keys = ["AWS_ACCESS_KEY_ID:accessKeyId", "AWS_SECRET_ACCESS_KEY:secretAccessKey"].map((pair) => {
    const [name, key] = pair.split(":");
    return { name, valueFrom: { secretKeyRef: { name: "flink-object-store", key } } };
});

/** Applies objects that the test itself needs. */
async function apply(...objects: object[]): Promise<void> {
    const file = path.join(workspace, "eks-objects.json");
    fs.writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
    await kubectl("apply", "--filename", file);
}

describe("the eks stack with a real job, a local S3 server and a stand-in for AWS", () => {
    const doubles = path.join(workspace, "doubles");
    const objectStore = new Stack("eks-store");
    const stack = new Stack("eks");
    let nodes: NodesOnDemand;

    before(async () => {
        fs.mkdirSync(doubles, { recursive: true });
        fs.copyFileSync(process.env["KUBECONFIG"] ?? "", path.join(doubles, fileNames.kubeconfig));
        process.env[folderVariable] = doubles;
        process.env["PATH"] = `${path.resolve(__dirname, "../doubles/bin")}:${process.env["PATH"]}`;
        await apply(...definitions, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
        objectStore.configure({
            cluster: clusterBlock(store),
            operator: { ...sharedOperator, watchNamespaces: [namespace] },
            existingNamespaces: [namespace],
        });
        const { code, output } = await objectStore.up();
        assert.equal(code, 0, output);
        nodes = new NodesOnDemand(namespace);
    });
    after(async () => {
        await nodes.stop();
        await stack.destroy("--exclude-protected");
        await objectStore.destroy();
        await kubectl("delete", "namespace", namespace, "--wait=false");
    });

    it("ends with the job running, its checkpoints under the bucket's prefix", async () => {
        stack.configure({
            cluster: {
                cloud: "eks",
                region: "eu-west-1",
                identity: "irsa", // Flink 1.18 knows no Pod Identity
                deletionProtection: false,
                stateStore: {
                    name: "flink",
                    endpoint: `http://${serverName(namespace, "flink")}.store-${store}.svc:7070`,
                },
            },
            operator: sharedOperator,
            existingNamespaces: [namespace],
            applications: {
                [job]: {
                    ...stateMachine(namespace),
                    podTemplate: { spec: { containers: [{ name: mainContainer, env: keys }] } },
                },
            },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
        const checkpoint = await eventually("a checkpoint", 60, async () => {
            const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
            const { latest } = await flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
            return latest.completed?.external_path;
        });
        assert.ok(checkpoint.startsWith(`s3p://flink/${namespace}/${job}/checkpoints/`), checkpoint);
    });

    it("made the bucket, the cluster and the job's own role at AWS", () => {
        const made = readCalls(doubles).filter(({ method, preview }) => method === "create" && preview !== true);
        const ofType = (type: string) => made.filter((call) => call.type === type);
        assert.deepEqual(
            ofType("aws:s3/bucket:Bucket").map(({ inputs }) => inputs?.["bucket"]),
            ["flink"],
        );
        assert.equal(ofType("aws:eks/cluster:Cluster").length, 1);
        const trusts = ofType("aws:iam/role:Role").filter(({ name }) => name?.includes(namespace));
        assert.equal(trusts.length, 1);
        const [statement] = JSON.parse(trusts[0]?.inputs?.["assumeRolePolicy"]).Statement;
        assert.deepEqual(statement.Action, ["sts:AssumeRoleWithWebIdentity"]);
        const subject = Object.entries(statement.Condition.StringEquals).find(([key]) => key.endsWith(":sub"));
        assert.equal(subject?.[1], `system:serviceaccount:${namespace}:flink`);
    });

    it("finds nothing to do the second time", async () => {
        const { code, output } = await stack.up("--expect-no-changes");
        assert.equal(code, 0, output);
    });
});
