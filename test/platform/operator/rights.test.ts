import assert from "node:assert/strict";
import { releaseFacts } from "../../../src/flink/definitions/release";
import { jobRules, operatorRules, ownNamespaceRules } from "../../../src/platform/operator/rights";
import { named, namesOf, only } from "../../support/record";
import { made, types } from "./objects";
import type { OperatorRelease } from "../../../src/flink/versions";

/** Rules as lines: `group/resources: verbs`. */
const lines = (rules: readonly { apiGroups?: unknown; resources?: unknown; verbs: unknown }[]) =>
    rules.map(({ apiGroups, resources, verbs }) =>
        [apiGroups, resources, verbs].map((list) => (list as string[]).join(" ")).join(" | "),
    );

const kindsOf = (release: OperatorRelease) => releaseFacts(release).kinds;

/** Outside the operator's own group, for every release. Each line has its reason in `operator-calls.ts`. */
const elsewhere = [
    " | pods | list watch",
    " | services | create get update",
    " | configmaps | create deletecollection get list update",
    " | events | create get list update",
    "apps | deployments | create delete get list patch watch",
    "apps | deployments/scale | get patch update",
    "apps | deployments/finalizers | update",
    "networking.k8s.io | ingresses | create delete get list patch update watch",
];

describe("operatorRules", () => {
    it("grants all on the kinds of release 1.7.0, as upstream's chart, and elsewhere what its calls need", () => {
        assert.deepEqual(lines(operatorRules(kindsOf("1.7.0"))), [
            "flink.apache.org | flinkdeployments flinkdeployments/status flinkdeployments/finalizers flinksessionjobs flinksessionjobs/status flinksessionjobs/finalizers | *",
            ...elsewhere,
        ]);
    });

    it("grants snapshots too to release 1.10.0", () => {
        assert.deepEqual(lines(operatorRules(kindsOf("1.10.0"))), [
            "flink.apache.org | flinkdeployments flinkdeployments/status flinkdeployments/finalizers flinksessionjobs flinksessionjobs/status flinksessionjobs/finalizers flinkstatesnapshots flinkstatesnapshots/status flinkstatesnapshots/finalizers | *",
            ...elsewhere,
        ]);
    });

    it("grants ConfigMaps to watch and patch to releases with blue-green deployments, such as 1.15.0", () => {
        assert.deepEqual(lines(operatorRules(kindsOf("1.15.0"))), [
            "flink.apache.org | flinkbluegreendeployments flinkbluegreendeployments/status flinkbluegreendeployments/finalizers flinkdeployments flinkdeployments/status flinkdeployments/finalizers flinksessionjobs flinksessionjobs/status flinksessionjobs/finalizers flinkstatesnapshots flinkstatesnapshots/status flinkstatesnapshots/finalizers | *",
            ...elsewhere.map((line) =>
                line.startsWith(" | configmaps")
                    ? " | configmaps | create deletecollection get list patch update watch"
                    : line,
            ),
        ]);
    });
});

describe("ownNamespaceRules", () => {
    it("grants leases, with patch, only to operators that elect a leader", () => {
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.7.0"), 1)), []);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.7.0"), 2)), [
            "coordination.k8s.io | leases | create get patch update",
        ]);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.15.0"), 1)), [
            "flink.apache.org | flinkstatesnapshots | list",
        ]);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.15.0"), 2)), [
            "flink.apache.org | flinkstatesnapshots | list",
            "coordination.k8s.io | leases | create get patch update",
        ]);
    });
});

describe("jobRules", () => {
    it("grants what JobManagers use", () => {
        assert.deepEqual(lines(jobRules), [
            " | pods | create delete list watch",
            " | configmaps | create delete get list patch update watch",
            "apps | deployments | get",
            "apps | deployments/finalizers | update",
        ]);
    });
});

describe("FlinkOperator", () => {
    it("may do in the whole cluster what it needs for its release", async () => {
        const resources = await made({ release: "1.7.0" });
        assert.deepEqual(only(resources, types.clusterRole).inputs.rules, operatorRules(kindsOf("1.7.0")));
        assert.deepEqual(namesOf(resources, types.role), []);
        const { inputs } = named(resources, "x-cluster-role-binding");
        assert.deepEqual(inputs.roleRef, {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "ClusterRole",
            name: "flink-operator",
        });
        assert.deepEqual(inputs.subjects, [
            { kind: "ServiceAccount", name: "flink-operator", namespace: "flink-operator" },
        ]);
    });

    it("has rights in watched namespaces alone, before it is told of them", async () => {
        const resources = await made({ release: "1.7.0", watchNamespaces: ["b", "a"] });
        assert.deepEqual(namesOf(resources, types.clusterRole), []);
        assert.deepEqual(namesOf(resources, types.role).sort(), ["x-watched-a-role", "x-watched-b-role"]);
        const role = named(resources, "x-watched-a-role").inputs;
        assert.deepEqual([role.metadata.namespace, role.metadata.name], ["a", "flink-operator"]);
        assert.deepEqual(role.rules, operatorRules(kindsOf("1.7.0")));
        const binding = named(resources, "x-watched-a-role-binding").inputs;
        assert.deepEqual([binding.metadata.namespace, binding.metadata.name], ["a", "flink-operator-role-binding"]);
        assert.deepEqual(binding.roleRef, {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "Role",
            name: "flink-operator",
        });
        assert.deepEqual(binding.subjects, [
            { kind: "ServiceAccount", name: "flink-operator", namespace: "flink-operator" },
        ]);
        assert.deepEqual(only(resources, types.configMap).dependsOn, [
            "x-namespace",
            "x-watched-a-role",
            "x-watched-a-role-binding",
            "x-watched-b-role",
            "x-watched-b-role-binding",
        ]);
    });

    for (const watchNamespaces of [[], ["a"]]) {
        it(`may list nodes on request, and nothing more of them, with ${watchNamespaces.length} watched namespaces`, async () => {
            const resources = await made({ release: "1.7.0", watchNamespaces, readNodes: true });
            const role = named(resources, "x-node-role").inputs;
            assert.equal(role.metadata.name, "flink-operator.nodes");
            assert.deepEqual(role.rules, [{ apiGroups: [""], resources: ["nodes"], verbs: ["list"] }]);
            const binding = named(resources, "x-node-role-binding").inputs;
            assert.equal(binding.metadata.name, "flink-operator.nodes-role-binding");
            assert.deepEqual(binding.roleRef, {
                apiGroup: "rbac.authorization.k8s.io",
                kind: "ClusterRole",
                name: "flink-operator.nodes",
            });
            assert.deepEqual(binding.subjects, [
                { kind: "ServiceAccount", name: "flink-operator", namespace: "flink-operator" },
            ]);
        });
    }

    it("may not list nodes otherwise", async () => {
        assert.deepEqual(namesOf(await made({ release: "1.7.0" }), types.clusterRole), ["x-cluster-role"]);
    });
});
