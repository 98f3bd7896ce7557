import assert from "node:assert/strict";
import { jobRules, operatorRules, ownNamespaceRules } from "../../src/platform/operator-rights";

/** Rules as lines: `group/resources: verbs`. */
const lines = (rules: readonly { apiGroups?: unknown; resources?: unknown; verbs: unknown }[]) =>
    rules.map(({ apiGroups, resources, verbs }) =>
        [apiGroups, resources, verbs].map((list) => (list as string[]).join(" ")).join(" | "),
    );

describe("operatorRules", () => {
    it("grants what was seen in use, for the kinds of release 1.15.0", () => {
        assert.deepEqual(lines(operatorRules("1.15.0")), [
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
        assert.deepEqual(lines(operatorRules("1.7.0")), [
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
        assert.deepEqual(lines(ownNamespaceRules("1.7.0", 1)), []);
        assert.deepEqual(lines(ownNamespaceRules("1.7.0", 2)), [
            "coordination.k8s.io | leases | get create update patch",
        ]);
        assert.deepEqual(lines(ownNamespaceRules("1.15.0", 1)), ["flink.apache.org | flinkstatesnapshots | list"]);
        assert.deepEqual(lines(ownNamespaceRules("1.15.0", 2)), [
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
