import assert from "node:assert/strict";
import { releaseFacts } from "../../src/platform/operator-release";
import { jobRules, operatorRules, ownNamespaceRules } from "../../src/platform/operator-rights";
import { named, namesOf, only } from "../support/record";
import { made, types } from "./operator-objects";
import type { OperatorRelease } from "../../src/versions";

/** Rules as lines: `group/resources: verbs`. */
const lines = (rules: readonly { apiGroups?: unknown; resources?: unknown; verbs: unknown }[]) =>
    rules.map(({ apiGroups, resources, verbs }) =>
        [apiGroups, resources, verbs].map((list) => (list as string[]).join(" ")).join(" | "),
    );

const kindsOf = (release: OperatorRelease) => releaseFacts(release).kinds;

describe("operatorRules", () => {
    it("grants what was seen in use, for the kinds of release 1.15.0", () => {
        assert.deepEqual(lines(operatorRules(kindsOf("1.15.0"))), [
            " | pods | list watch",
            " | services | get create update",
            " | configmaps | get list create update deletecollection",
            " | events | get list create update",
            "apps | deployments | list watch create patch delete",
            "networking.k8s.io | ingresses | list watch create update patch delete",
            "flink.apache.org | flinkbluegreendeployments flinkdeployments flinksessionjobs flinkstatesnapshots | get list watch patch update",
            "flink.apache.org | flinkstatesnapshots | create",
            "flink.apache.org | flinkbluegreendeployments/status flinkdeployments/status flinksessionjobs/status flinkstatesnapshots/status | update patch",
        ]);
    });

    it("names no kind that release 1.7.0 does not have", () => {
        assert.deepEqual(lines(operatorRules(kindsOf("1.7.0"))), [
            " | pods | list watch",
            " | services | get create update",
            " | configmaps | get list create update deletecollection",
            " | events | get list create update",
            "apps | deployments | list watch create patch delete",
            "networking.k8s.io | ingresses | list watch create update patch delete",
            "flink.apache.org | flinkdeployments flinksessionjobs | get list watch patch update",
            "flink.apache.org | flinkdeployments/status flinksessionjobs/status | update patch",
        ]);
    });
});

describe("ownNamespaceRules", () => {
    it("grants leases, with patch, only to operators that elect a leader", () => {
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.7.0"), 1)), []);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.7.0"), 2)), [
            "coordination.k8s.io | leases | get create update patch",
        ]);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.15.0"), 1)), [
            "flink.apache.org | flinkstatesnapshots | list",
        ]);
        assert.deepEqual(lines(ownNamespaceRules(kindsOf("1.15.0"), 2)), [
            "flink.apache.org | flinkstatesnapshots | list",
            "coordination.k8s.io | leases | get create update patch",
        ]);
    });
});

describe("jobRules", () => {
    it("grants what JobManagers use", () => {
        assert.deepEqual(lines(jobRules), [
            " | pods | list watch create delete",
            " | configmaps | get list watch create update patch delete",
            "apps | deployments | get",
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
});
