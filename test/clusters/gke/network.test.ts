import assert from "node:assert/strict";
import { GkeCluster, type GkeClusterArgs } from "../../../src/clusters/gke/cluster";
import { named, namesOf, record } from "../../support/record";
import { google, place } from "../../support/gke-mocks";

const clusterOf = (args: Partial<GkeClusterArgs> = {}) =>
    record(() => new GkeCluster("prod", { ...place, ...args }), google);

describe("the network of a GkeCluster", () => {
    it("lets the proxies of internal load balancers in to the pods, which Google does not do by itself", async () => {
        const resources = await clusterOf({ network: { podCidr: "10.16.0.0/14", proxyCidr: "10.9.0.0/24" } });
        const proxies = resources.filter(({ name }) => name === "prod-network-proxies");
        assert.deepEqual(
            proxies.map(({ inputs }) => inputs),
            [
                {
                    name: "prod-proxies",
                    description: "From the proxies of internal HTTP load balancers to pods",
                    network: "prod-network-vpc-id",
                    direction: "INGRESS",
                    sourceRanges: ["10.9.0.0/24"],
                    destinationRanges: ["10.16.0.0/14"],
                    allows: [{ protocol: "tcp" }],
                },
                {
                    name: "prod-proxies",
                    network: "prod-network-vpc-id",
                    region: "europe-west4",
                    ipCidrRange: "10.9.0.0/24",
                    purpose: "REGIONAL_MANAGED_PROXY",
                    role: "ACTIVE",
                },
            ],
        );
    });

    it("keeps checkpoint traffic off the gateway", async () => {
        const resources = await clusterOf();
        assert.equal(named(resources, "prod-network-nodes").inputs.privateIpGoogleAccess, true);
        assert.deepEqual(namesOf(resources, "gcp:compute/routerNat:RouterNat"), ["prod-network-nat"]);
    });

    it("gives a node of many pods more than the gateway's 64 connections to one address", async () => {
        const { inputs } = named(await clusterOf(), "prod-network-nat");
        assert.deepEqual([inputs.enableDynamicPortAllocation, inputs.enableEndpointIndependentMapping], [true, false]);
        assert.deepEqual([inputs.minPortsPerVm, inputs.maxPortsPerVm], [64, 4096]);
    });
});
