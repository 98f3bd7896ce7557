import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { AwsClient } from "aws4fetch";
import { readCalls } from "../doubles/calls";
import { fileNames, folderVariable } from "../doubles/folder";
import { cloudDefinition } from "../support/cloud-definition";
import { trustsToken } from "../support/policies/aws-trust";
import { madeRights } from "../support/policies/made-rights";
import { s3Judge } from "../support/policies/s3-judge";
import { JudgedStore } from "./support/judged-store";
import { eventually, flinkRest, get, jobState, kubectl } from "./support/kubectl";
import { NodesOnDemand } from "./support/nodes";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";
import { workspace } from "./support/workspace";

const namespace = "eks-jobs";
const job = "orders";
const store = "eks";
const region = "eu-west-1";
/** Of the node, where the proxy before the store listens. */
const proxyPort = 5056;
const mainContainer = "flink-main-container";

/** What EKS defines in a cluster with Auto Mode: pools and classes of nodes. */
const definitions = [
    cloudDefinition("karpenter.sh", "v1", "NodePool"),
    cloudDefinition("eks.amazonaws.com", "v1", "NodeClass"),
];

/** The local store's Secret in a namespace of jobs. */
const keySecret = "flink-object-store";

/**
 * A Secret with the keys of the local S3 server, which the job gets as variables where on EKS the pod's identity would be. By
 * name an application may not set them.
 */
const variables = "store-variables";

/** Objects of the job's namespace, and of one whose name begins with that. */
const own = `${namespace}/probe`;
const neighbours = `${namespace}-of-others/probe`;

/** Applies objects that the test itself needs. */
async function apply(...objects: object[]): Promise<void> {
    const file = path.join(workspace, "eks-objects.json");
    fs.writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
    await kubectl("apply", "--filename", file);
}

describe("the eks stack with a real job, a local S3 server that keeps to its policies and a stand-in for AWS", () => {
    const doubles = path.join(workspace, "doubles");
    const objectStore = new Stack("eks-store");
    const stack = new Stack("eks");
    let nodes: NodesOnDemand;
    let judgedStore: JudgedStore;
    let client: AwsClient;

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
        const { data } = await get("secret", keySecret, "--namespace", namespace);
        await apply({
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: variables, namespace },
            data: { AWS_ACCESS_KEY_ID: data.accessKeyId, AWS_SECRET_ACCESS_KEY: data.secretAccessKey },
        });
        judgedStore = await JudgedStore.start(
            `store-${store}`,
            proxyPort,
            s3Judge(() => madeRights(readCalls(doubles), `${namespace}-state`, region)),
        );
        const plain = (key: string) => Buffer.from(data[key], "base64").toString();
        client = new AwsClient({
            accessKeyId: plain("accessKeyId"),
            secretAccessKey: plain("secretAccessKey"),
            service: "s3",
            region: "us-east-1", // the server's
            retries: 0,
        });
        nodes = new NodesOnDemand(namespace);
    });
    after(async () => {
        await nodes.stop();
        await stack.destroy("--exclude-protected");
        judgedStore.stop();
        await objectStore.destroy();
        await kubectl("delete", "namespace", namespace, "--wait=false");
    });

    it("ends with the job running, its checkpoints under the bucket's prefix", async () => {
        stack.configure({
            cluster: {
                cloud: "eks",
                region,
                endpoint: { public: true, allowedCidrs: ["81.2.69.142/32"] },
                identity: "irsa", // Flink 1.18 knows no Pod Identity
                deletionProtection: false,
                stateStore: { name: "flink", endpoint: judgedStore.endpoint },
            },
            operator: sharedOperator,
            existingNamespaces: [namespace],
            applications: {
                [job]: {
                    ...stateMachine(namespace),
                    podTemplate: {
                        spec: { containers: [{ name: mainContainer, envFrom: [{ secretRef: { name: variables } }] }] },
                    },
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

    it("needed no right at S3 that its role lacks", () => {
        const { judged } = judgedStore;
        assert.deepEqual(
            judged.filter(({ refused }) => refused.length > 0),
            [],
        );
        const operations = new Set(judged.map(({ operation }) => operation));
        assert.ok(operations.has("PutObject") && operations.has("GetObject"), [...operations].join(", "));
    });

    it("is refused what belongs to a neighbour whose name begins alike", async () => {
        for (const key of [own, neighbours]) {
            const address = `${judgedStore.unjudgedEndpoint}/flink/${key}`;
            assert.equal((await client.fetch(address, { method: "PUT", body: key })).status, 200);
        }
        const statusesFor = async (key: string) => {
            const statuses: number[] = [];
            for (const [method, target] of [
                ["GET", key],
                ["GET", `?list-type=2&prefix=${encodeURIComponent(key)}`],
                ["PUT", key],
                ["DELETE", key],
            ] as const) {
                const { status } = await client.fetch(`${judgedStore.endpoint}/flink/${target}`, { method });
                statuses.push(status);
            }
            return statuses;
        };
        assert.deepEqual(await statusesFor(neighbours), [403, 403, 403, 403]);
        assert.deepEqual(await statusesFor(own), [200, 200, 200, 204]);
        const { status } = await client.fetch(`${judgedStore.unjudgedEndpoint}/flink/${neighbours}`);
        assert.equal(status, 200);
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
        const trust = JSON.parse(trusts[0]?.inputs?.["assumeRolePolicy"]);
        const providerArn = trust.Statement[0].Principal.Federated;
        const isTrusted = (subject: string) =>
            trustsToken(trust, { providerArn, audience: "sts.amazonaws.com", subject });
        assert.equal(isTrusted(`system:serviceaccount:${namespace}:flink`), true);
        assert.equal(isTrusted(`system:serviceaccount:${namespace}-of-others:flink`), false);
    });

    it("finds nothing to do the second time", async () => {
        const { code, output } = await stack.up("--expect-no-changes");
        assert.equal(code, 0, output);
    });
});
