import assert from "node:assert/strict";
import { FlinkPlatform } from "../../src/platform/platform";
import { FlinkTeam } from "../../src/teams/team";
import type { TeamNetworkArgs } from "../../src/teams/args";
import { clouds } from "../support/clouds";
import { fakeCluster } from "../support/fake-cluster";
import { named, record, type Recorded } from "../support/record";

const makeTeam = (network: TeamNetworkArgs = {}, cluster = fakeCluster()) =>
    new FlinkTeam("orders", { platform: new FlinkPlatform("flink", { cluster }), network });

const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const tcp = (port: number) => ({ protocol: "TCP", port });
const specOf = (resources: readonly Recorded[], purpose: string) =>
    named(resources, `orders-${purpose}-policy`).inputs.spec;
const sameNamespace = { podSelector: {} };

describe("the network policies of a team", () => {
    it("open what Flink's pods need, and nothing else", async () => {
        const resources = await record(() => makeTeam());
        assert.deepEqual(specOf(resources, "deny"), { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
        assert.deepEqual(specOf(resources, "pods"), {
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
            ingress: [{ from: [sameNamespace] }, { from: [namespace("monitoring")], ports: [tcp(9249)] }],
            egress: [
                { to: [sameNamespace] },
                {
                    to: [namespace("kube-system"), { ipBlock: { cidr: "169.254.0.0/16" } }],
                    ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
                },
                { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [tcp(443), tcp(6443)] },
            ],
        });
        assert.deepEqual(specOf(resources, "operator"), {
            podSelector: { matchLabels: { component: "jobmanager" } },
            policyTypes: ["Ingress"],
            ingress: [
                {
                    from: [
                        {
                            ...namespace("flink-operator"),
                            podSelector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
                        },
                    ],
                    ports: [tcp(8081)],
                },
            ],
        });
    });

    it("open what the team names", async () => {
        const resources = await record(() =>
            makeTeam({
                apiServerCidrs: ["10.0.0.1/32", "fd00::/8"],
                monitoringNamespace: "observability",
                operatorNamespace: "operators",
                egress: [{ cidr: "10.20.0.0/16", ports: [9092, 9094] }],
                ingress: [{ namespace: "ingress-nginx", ports: [8081] }],
            }),
        );
        const { ingress, egress } = specOf(resources, "pods");
        assert.deepEqual(ingress.slice(1), [
            { from: [namespace("observability")], ports: [tcp(9249)] },
            { from: [namespace("ingress-nginx")], ports: [tcp(8081)] },
        ]);
        assert.deepEqual(egress.slice(2), [
            {
                to: [{ ipBlock: { cidr: "10.0.0.1/32" } }, { ipBlock: { cidr: "fd00::/8" } }],
                ports: [tcp(443), tcp(6443)],
            },
            { to: [{ ipBlock: { cidr: "10.20.0.0/16" } }], ports: [tcp(9092), tcp(9094)] },
        ]);
        const [{ from }] = specOf(resources, "operator").ingress;
        assert.deepEqual(from[0].namespaceSelector, namespace("operators").namespaceSelector);
    });

    for (const [name, { make, mocks }] of Object.entries(clouds)) {
        it(`reach the state store and the identity of pods on ${name}`, async () => {
            let expected: unknown;
            const resources = await record(() => {
                const cluster = make("prod");
                expected = cluster.egressRules.map(({ cidr, namespace: other, port }) => ({
                    to: [cidr === undefined ? namespace(other ?? "") : { ipBlock: { cidr } }],
                    ports: [tcp(port)],
                }));
                new FlinkTeam("orders", { platform: new FlinkPlatform("flink", { cluster }) });
            }, mocks);
            assert.deepEqual(specOf(resources, "pods").egress.slice(3), expected);
        });
    }

    it("reach the object store of a local cluster", async () => {
        const { make, mocks } = clouds.local;
        const resources = await record(
            () => new FlinkTeam("orders", { platform: new FlinkPlatform("flink", { cluster: make("prod") }) }),
            mocks,
        );
        assert.deepEqual(specOf(resources, "pods").egress.at(-1), {
            to: [namespace("prod-store")],
            ports: [tcp(7070)],
        });
    });

    it("reject what no policy can hold", () =>
        assert.rejects(
            record(() =>
                makeTeam({
                    apiServerCidrs: [],
                    egress: [
                        { cidr: "10.0.0.0", ports: [] },
                        { cidr: "10.0.0.0/8", namespace: "kafka", ports: [0] },
                        { ports: [1] },
                    ],
                    ingress: [{ namespace: "Kafka", port: 1 } as never],
                }),
            ),
            {
                message: [
                    "network.apiServerCidrs must have a range, got none; JobManagers call the API server",
                    'network.egress[0].cidr must be an address range such as 10.1.0.0/16, got "10.0.0.0"',
                    "network.egress[0].ports must have a port, got none",
                    'network.egress[1].namespace cannot be combined with network.egress[1].cidr, got "kafka"; remove one of them',
                    "network.egress[1].ports[0] must be a whole number from 1 to 65535, got 0",
                    "network.egress[2] must have cidr or namespace, got neither",
                    "network.ingress[0].port is not known; use ports",
                ]
                    .map((line) => `FlinkTeam "orders": ${line}`)
                    .join("\n"),
            },
        ));

    it("need to know where the operator is", () =>
        assert.rejects(
            record(() => {
                const platform = new FlinkPlatform("flink", { cluster: fakeCluster() });
                const { namespace: _, ...operator } = platform.operator;
                new FlinkTeam("orders", {
                    platform: { ...platform, operator, jobNamespace: (one) => platform.jobNamespace(one) },
                });
            }),
            {
                message:
                    'FlinkTeam "orders": network.operatorNamespace is required, got nothing, as the platform does not say where its operator runs; run its stack with this release, or name it',
            },
        ));
});
