import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import type { ClusterModule } from "../../src/contracts/cluster";
import { awsDelays } from "../doubles/aws-account";
import { writeFaults } from "../doubles/faults";
import { writeProfile } from "../doubles/profile";
import { place as aksPlace } from "../support/aks-mocks";
import { DoubleCloud } from "../support/double-cloud";
import { place as gkePlace } from "../support/gke-mocks";

interface Cycle {
    readonly title: string;
    readonly provider: string;
    readonly make: () => ClusterModule;
    /** What is in the account once the cluster is destroyed, and not in the stack. */
    readonly left: readonly RegExp[];
    /** What the page says of that. */
    readonly named?: readonly [page: string, words: string];
}

/** A cluster whose parts are not protected beyond what holds state. */
const unlocked = { deletionProtection: false };
const eks = {
    provider: "aws",
    left: [/^aws:cloudwatch\/logGroup:LogGroup \/aws\/eks\/prod\/cluster$/],
    named: ["docs/eks.md", "The log group of the control plane stays too"],
} as const;

const cycles: readonly Cycle[] = [
    {
        ...eks,
        title: "EKS with Auto Mode",
        make: () => new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, ...unlocked }),
    },
    {
        ...eks,
        title: "EKS with node groups",
        make: () =>
            new EksCluster("prod", {
                region: "eu-west-1",
                endpoint: { reachable: true },
                compute: "nodeGroups",
                ...unlocked,
            }),
    },
    {
        title: "GKE",
        provider: "gcp",
        make: () => new GkeCluster("prod", { ...gkePlace, ...unlocked }),
        left: [
            /^gcp:kms\/cryptoKey:CryptoKey .*\/keyRings\/prod-keys-ring-[0-9a-f]+\/cryptoKeys\/prod-keys-secrets-[0-9a-f]+$/,
        ],
        named: ["docs/gke.md", "Google never deletes keys and key rings"],
    },
    {
        title: "AKS",
        provider: "azure-native",
        make: () => new AksCluster("prod", { ...aksPlace, ...unlocked }),
        left: [],
    },
];

const repository = resolve(__dirname, "../..");

describe("a cluster that is made, destroyed and made again in one account", function () {
    this.timeout(120_000);
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cycle-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    for (const { title, provider, make, left, named } of cycles) {
        it(title, async () => {
            const cloud = new DoubleCloud(provider, folder);
            const program = () => {
                const access = ["state:readWrite", "logs:write"] as const;
                const asked = { namespace: "jobs", serviceAccount: "flink", access, statePrefix: "jobs" };
                make().bindServiceAccount("jobs", asked, {});
            };
            assert.deepEqual(await cloud.up(program), []);
            assert.deepEqual(cloud.leftovers(), [], "the stack has all that there is");
            assert.deepEqual(await cloud.destroy(), []);
            const leftovers = cloud.leftovers();
            assert.equal(leftovers.length, left.length, leftovers.join("\n"));
            left.forEach((pattern, index) => assert.match(leftovers[index] ?? "", pattern));
            if (named !== undefined) {
                assert.ok(readFileSync(join(repository, named[0]), "utf8").includes(named[1]));
            }
            assert.deepEqual(await cloud.up(program), []);
        });
    }
});

describe("a cluster of which AWS shows things late", function () {
    this.timeout(120_000);
    it("is made at the first run, as the provider asks again", async () => {
        const folder = mkdtempSync(join(tmpdir(), "cycle-"));
        try {
            writeProfile(folder, { visibleAfter: awsDelays });
            // A cluster takes longer than a role.
            writeFaults(folder, [{ method: "create", type: "aws:eks/cluster:Cluster", delayMs: 3000 }]);
            const args = {
                region: "eu-west-1",
                endpoint: { reachable: true },
                administrators: ["arn:aws:iam::123456789012:role/platform"],
            };
            assert.deepEqual(await new DoubleCloud("aws", folder).up(() => new EksCluster("prod", args)), []);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
