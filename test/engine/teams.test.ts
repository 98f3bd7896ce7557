import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { afterwards } from "./support/cast";
import { ScratchStack } from "./support/stack";

/** Two teams on one platform, whose operator is not there: nothing of theirs waits for it. */
const program = `
const { FlinkPlatform, FlinkTeam } = require("pulumi-flink-platform");
const { ExistingCluster } = require("pulumi-flink-platform/existing");
const stateStore = { kind: "s3", bucket: "state", endpoint: "http://store:7070", secret: { name: "flink-state" } };
const cluster = new ExistingCluster("shop", { kubeconfig: given.kubeconfig, stateStore });
const shared = new FlinkPlatform("flink", { cluster, operator: { install: "existing" } });
exports.handles = given.teams.map((team) => {
    const groups = { deployers: [team + "-engineers"], viewers: [team + "-support"] };
    return new FlinkTeam(team, { platform: shared, groups, quota: { pods: 1 }, containers: { maxMemoryMiB: 512 } }).handle;
});`;

type Row = readonly [group: string, resource: string, verbs: string];

const kinds = ["flinkdeployments", "flinksessionjobs", "flinkstatesnapshots", "flinkbluegreendeployments"];
const looked: readonly Row[] = [
    ...kinds.map((kind): Row => ["flink.apache.org", kind, "get list watch"]),
    ["", "pods", "get list watch"],
    ["", "pods/log", "get"],
    ["", "services", "get list watch"],
    ["", "events", "get list watch"],
    ["", "resourcequotas", "get list watch"],
    ["", "limitranges", "get list watch"],
    ["apps", "deployments", "get list watch"],
    ["networking.k8s.io", "networkpolicies", "get list watch"],
];
const changed: readonly Row[] = [
    ...kinds.map((kind): Row => ["flink.apache.org", kind, "create delete patch update"]),
    ["", "configmaps", "get list watch create delete patch update"],
    ["policy", "poddisruptionbudgets", "get list watch create delete patch update"],
    ["", "services/proxy", "get"],
    ["", "pods/portforward", "create"],
];
/** What would take a team out of its bounds, or into another's. */
const refused: readonly Row[] = [
    ["", "secrets", "get list watch create update patch delete"],
    ["", "serviceaccounts", "get list create update patch delete impersonate"],
    ["", "serviceaccounts/token", "create"],
    ["", "pods", "create update patch delete"],
    ["", "pods/exec", "create"],
    ["", "pods/attach", "create"],
    ["", "pods/ephemeralcontainers", "update patch"],
    ["", "services", "create update patch delete"],
    ["apps", "deployments", "create update patch delete"],
    ["", "namespaces", "get list create update patch delete"],
    ["", "resourcequotas", "create update patch delete"],
    ["", "limitranges", "create update patch delete"],
    ["networking.k8s.io", "networkpolicies", "create update patch delete"],
    ["networking.k8s.io", "ingresses", "create update patch delete"],
    ["rbac.authorization.k8s.io", "roles", "create update patch delete bind escalate"],
    ["rbac.authorization.k8s.io", "rolebindings", "create update patch delete"],
    ...kinds.map((kind): Row => ["flink.apache.org", `${kind}/status`, "update patch"]),
];
const granted = (rows: readonly Row[]) =>
    rows.flatMap(([group, resource, verbs]) => verbs.split(" ").map((verb) => `${verb} ${resource} ${group}`.trim()));

describe("two teams on one platform", () => {
    it("have no right in common, and stay within their bounds", async () => {
        const stack = await ScratchStack.create("two-teams", program);
        const [orders = "", invoices = ""] = ["orders", "invoices"].map((team) => `${stack.namespace}-${team}`);
        stack.give({ teams: [orders, invoices] });
        afterwards(async () => assert.equal((await stack.destroy()).code, 0));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);

        const allowed = async (group: string, rows: readonly Row[], namespace: string) => {
            const answers = rows.flatMap(([apiGroup, path, verbs]) => {
                const [resource = "", subresource = ""] = path.split("/");
                return verbs.split(" ").map((verb) => {
                    const attributes = { group: apiGroup, resource, subresource, verb, namespace };
                    return stack.api.isAllowedTo([group], attributes);
                });
            });
            const results = await Promise.all(answers);
            return granted(rows).filter((_, index) => results[index]);
        };
        const last: Row = ["apps", "deployments", "get"];
        while ((await allowed(`${invoices}-support`, [last], invoices)).length === 0) {
            await sleep(50); // the API server goes by new rights a moment later
        }
        for (const [own, other] of [
            [orders, invoices],
            [invoices, orders],
        ] as const) {
            const all = [...looked, ...changed, ...refused];
            assert.deepEqual(await allowed(`${own}-engineers`, all, own), granted([...looked, ...changed]));
            assert.deepEqual(await allowed(`${own}-support`, all, own), granted(looked));
            assert.deepEqual(await allowed(`${own}-engineers`, all, other), []);
            assert.deepEqual(await allowed(`${own}-support`, all, other), []);
            assert.deepEqual(await allowed(`${own}-engineers`, all, ""), []); // in all namespaces at once
        }

        const { networking, core } = stack.api;
        const { items } = await networking.listNamespacedNetworkPolicy({ namespace: orders });
        assert.deepEqual(items.map(({ metadata }) => metadata?.name).sort(), [
            "flink-team-deny-all",
            "flink-team-operator",
            "flink-team-pods",
        ]);
        const deny = items.find(({ metadata }) => metadata?.name === "flink-team-deny-all");
        assert.equal(JSON.stringify(deny?.spec), '{"podSelector":{},"policyTypes":["Ingress","Egress"]}');

        const create = (name: string, spec: object) => {
            const containers = [{ name: "main", image: "flink:none", ...spec }];
            return core.createNamespacedPod({ namespace: orders, body: { metadata: { name }, spec: { containers } } });
        };
        await assert.rejects(
            create("privileged", { securityContext: { privileged: true } }),
            /violates PodSecurity.*baseline/,
        );
        await assert.rejects(create("large", { resources: { limits: { memory: "1Gi" } } }), /maximum memory usage/);
        const pod = await create("first", {});
        assert.deepEqual(
            { ...pod.spec?.containers[0]?.resources },
            {
                limits: { memory: "256Mi" },
                requests: { cpu: "100m", memory: "256Mi" },
            },
        );
        await assert.rejects(create("second", {}), /exceeded quota: flink-team, requested: pods=1, used: pods=1/);
        const service = { type: "NodePort", ports: [{ port: 8081 }] };
        await assert.rejects(
            core.createNamespacedService({ namespace: orders, body: { metadata: { name: "open" }, spec: service } }),
            /exceeded quota: flink-team, requested: services.nodeports=1/,
        );

        const again = await stack.preview("--refresh", "--expect-no-changes");
        assert.equal(again.code, 0, again.output);
    });
});
