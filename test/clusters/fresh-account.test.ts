import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { clearAccount, placeThing } from "../doubles/account";
import { namespacesNeeded, registration } from "../doubles/azure-native-fresh-account";
import { writeProfile } from "../doubles/profile";
import { place as aksPlace } from "../support/aks-mocks";
import { DoubleCloud } from "../support/double-cloud";
import { place as gkePlace } from "../support/gke-mocks";

describe("a cluster in an account of its first day", function () {
    this.timeout(120_000);
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "fresh-"));
        writeProfile(folder, { fresh: true });
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const up = (provider: string, program: () => unknown) => new DoubleCloud(provider, folder).up(program);

    it("lacks vCPUs for EKS's node groups", async () => {
        const eks = () =>
            new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, compute: "nodeGroups" });
        const words =
            "AsgInstanceLaunchFailures: Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.";
        assert.deepEqual(await up("aws", eks), [
            `prod-nodes-job-manager: ${words}`,
            `prod-nodes-task-manager: ${words}`,
        ]);
    });

    it("has a zone without EKS", async () => {
        const eks = () =>
            new EksCluster("prod", {
                region: "us-east-1",
                endpoint: { reachable: true },
                zones: ["us-east-1a", "us-east-1c"],
            });
        const [refused] = await up("aws", eks);
        assert.match(
            refused ?? "",
            /^prod-control-plane-cluster: UnsupportedAvailabilityZoneException: .* instances in us-east-1c,/,
        );
    });

    it("has its APIs enabled by GKE's cluster, and not if that is left to the user", async () => {
        assert.deepEqual(await up("gcp", () => new GkeCluster("prod", gkePlace)), []);
        const other = () => new GkeCluster("other", { ...gkePlace, enableApis: false });
        clearAccount(folder);
        const refused = await up("gcp", other);
        assert.ok(
            refused.some((words) =>
                words.startsWith(
                    "other-network-vpc: googleapi: Error 403: Compute Engine API has not been used in project a-project before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/compute.googleapis.com/",
                ),
            ),
            refused.join("\n"),
        );
    });

    it("has no resource providers for AKS but those that the page registers", async () => {
        const aks = () => new AksCluster("prod", { ...aksPlace, metrics: "cloud" });
        const named = (words: string) => /namespace '([^']+)'/.exec(words)?.[1] ?? [];
        const lacking = new Set<string>();
        const failed = async () => {
            clearAccount(folder);
            lacking.forEach((id) => placeThing(folder, { type: registration, id }));
            return up("azure-native", aks);
        };
        for (let found = [""]; found.length > 0; found.forEach((namespace) => lacking.add(namespace))) {
            found = (await failed()).flatMap(named).filter((namespace) => !lacking.has(namespace));
        }
        assert.deepEqual([...lacking].sort(), [...namespacesNeeded]);
        assert.deepEqual(await failed(), []);
        const page = readFileSync(resolve(__dirname, "../../docs/aks.md"), "utf8");
        const sentence = /^Register the subscription's resource providers.*$/m.exec(page)?.[0] ?? "";
        const registered = [...sentence.matchAll(/\bMicrosoft\.\w+/g)].map(([namespace]) => namespace);
        // The agent of `logs: cloud` is made by AKS and not by the program:
        // https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable
        const ofAgent = "Microsoft.OperationsManagement";
        assert.deepEqual(registered.sort(), [...namespacesNeeded, ofAgent].sort());
    });

    it("lacks vCPUs for a larger cluster on AKS", async () => {
        namespacesNeeded.forEach((id) => placeThing(folder, { type: registration, id }));
        const nodes = { taskManager: { minNodes: 3, maxNodes: 3 } };
        const [refused] = await up("azure-native", () => new AksCluster("prod", { ...aksPlace, nodes }));
        assert.match(
            refused ?? "",
            /^prod-nodes-task-manager-\w+: ErrCode_InsufficientVCPUQuota: Insufficient vcpu quota requested 24, remaining \d+ for family standard\w+Family for region westeurope\.$/,
        );
    });
});
