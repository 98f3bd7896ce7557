import assert from "node:assert/strict";
import { CloudStack } from "./support/cloud-stack";
import { levelKubeconfig } from "./support/level-folder";
import { assertPermissionsCovered, type Cloud } from "./support/permissions";

const guid = "11111111-1111-4111-8111-111111111111";
const group = `/subscriptions/${guid}/resourceGroups/shop`;

/** A program with jobs' rights on such a cluster, and an object that shows that its API is reached. */
const program = (cloud: Cloud, cluster: string, components: readonly string[], args: object) => `
    const { ${cluster} } = require("pulumi-flink-platform/${cloud}");
    const k8s = require("@pulumi/kubernetes");
    const uris = {};
    for (const name of ${JSON.stringify(components)}) {
        const cluster = ${cluster}.existing(name, ${JSON.stringify(args)});
        const to = { namespace: name, serviceAccount: "flink", access: ["state:readWrite"], statePrefix: name };
        cluster.bindServiceAccount(name + "-jobs", to, {});
        const metadata = { name: "${cloud}-" + name, namespace: "default" };
        new k8s.core.v1.ConfigMap(name + "-probe", { metadata }, { provider: cluster.provider });
        uris[name] = cluster.stateStore.uri;
    }
    return uris;`;

/** Cluster and store that something else made, what is made beside them, and the cluster without what jobs need. */
const cases = [
    {
        cloud: "gke",
        cluster: "GkeCluster",
        args: {
            project: "a-project",
            location: "europe-west1",
            clusterName: "shop-prod",
            stateStore: { bucket: "shop-state" },
        },
        type: "gcp:container/cluster:Cluster",
        id: "projects/a-project/locations/europe-west1/clusters/shop-prod",
        inputs: { controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true } } },
        able: { workloadIdentityConfig: { workloadPool: "a-project.svc.id.goog" } },
        beside: [{ type: "gcp:storage/bucket:Bucket", id: "shop-state", outputs: {} }],
        made: {
            "gcp:storage/bucketIAMMember:BucketIAMMember": 2,
            "gcp:storage/managedFolder:ManagedFolder": 4,
            "gcp:storage/managedFolderIamMember:ManagedFolderIamMember": 4,
        },
        uri: "gs://shop-state",
        finding:
            /ExistingGkeCluster "orders": clusterName must be a cluster with Workload Identity Federation, got "shop-prod" without; /,
    },
    {
        cloud: "aks",
        cluster: "AksCluster",
        args: {
            subscriptionId: guid,
            tenantId: guid,
            location: "westeurope",
            resourceGroup: "shop",
            clusterName: "shop-prod",
            stateStore: { account: "shopstate", container: "flink" },
        },
        type: "azure-native:containerservice:ManagedCluster",
        id: `${group}/providers/Microsoft.ContainerService/managedClusters/shop-prod`,
        inputs: { resourceGroupName: "shop", resourceName: "shop-prod", location: "westeurope" },
        able: { oidcIssuerProfile: { enabled: true } },
        beside: [{ type: "azure-native:resources:ResourceGroup", id: group, outputs: { name: "shop" } }],
        made: {
            "azure-native:authorization:RoleAssignment": 2,
            "azure-native:authorization:RoleDefinition": 4,
            "azure-native:managedidentity:FederatedIdentityCredential": 2,
            "azure-native:managedidentity:UserAssignedIdentity": 2,
        },
        uri: "abfss://flink@shopstate.dfs.core.windows.net",
        finding:
            /ExistingAksCluster "orders": clusterName must be a cluster with an OpenID Connect issuer, got "shop-prod" without; /,
    },
] as const;

/** How many there are of each type. */
function countTypes(things: readonly string[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [type = ""] of things.map((thing) => thing.split(" "))) {
        counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
}

for (const { cloud, cluster, args, type, id, inputs, able, beside, made, uri, finding } of cases) {
    describe(`${cluster}.existing`, function () {
        this.timeout(180_000);

        const stackOn = async (name: string, components: readonly string[], more: object) => {
            const source = program(cloud, cluster, components, args);
            const stack = await CloudStack.create(name, {}, { kubeconfig: levelKubeconfig(), program: source });
            beside.forEach(({ outputs, ...thing }) => stack.place(thing, outputs));
            stack.place({ type, id, inputs: { ...inputs, ...more } });
            return stack;
        };

        it("gives two teams' jobs their rights on a cluster of others, changes nothing of it and leaves it as it was", async () => {
            const stack = await stackOn(`existing-${cloud}`, ["orders", "invoices"], able);
            const before = stack.account();
            const up = await stack.up();
            assert.equal(up.code, 0, up.output);
            assert.ok(up.output.includes(uri), up.output);
            const added = stack.account().filter((thing) => !before.includes(thing));
            assert.deepEqual(countTypes(added), made);
            const again = await stack.up("--expect-no-changes");
            assert.equal(again.code, 0, again.output);
            const gone = await stack.destroy();
            assert.equal(gone.code, 0, gone.output);
            assert.deepEqual(stack.account(), before);
            assertPermissionsCovered(cloud, stack.calls());
            stack.remove();
        });

        it("refuses, at preview, a cluster that cannot give pods an identity", async () => {
            const stack = await stackOn(`existing-${cloud}-unable`, ["orders"], {});
            const { code, output } = await stack.preview();
            assert.equal(code, 1, output);
            assert.match(output, finding);
            assert.doesNotMatch(output, /existing-cluster\.js:\d+/, "no stack trace");
            stack.remove();
        });
    });
}
