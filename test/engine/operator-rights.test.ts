import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FlinkOperatorArgs } from "../../src/platform/operator/args";
import { afterwards } from "./support/cast";
import { ScratchStack } from "./support/stack";

/** The rights of an operator without the rest of it: nothing has to start, and no definition changes. */
const program = `
    const { operatorRights } = require(given.rights);
    const { operatorSettings } = require(given.settings);
    operatorRights("flink", operatorSettings(given.operator), { provider: makeProvider(given.kubeconfig) });
`;
const folder = join(resolve(__dirname, "../.."), "dist", "platform", "operator");
const built = { rights: join(folder, "rbac.js"), settings: join(folder, "settings.js") };

/** Group, resource and verbs. */
type Row = readonly [group: string, resource: string, verbs: string];

/** What release 1.15.0 needs in each namespace that it looks after. */
const needed: readonly Row[] = [
    ...["flinkdeployments", "flinksessionjobs", "flinkstatesnapshots", "flinkbluegreendeployments"].flatMap(
        (plural): Row[] => [
            ["flink.apache.org", plural, "get list watch create update patch delete deletecollection"],
            ["flink.apache.org", `${plural}/status`, "get update patch"],
            ["flink.apache.org", `${plural}/finalizers`, "get list watch create update patch delete"],
        ],
    ),
    ["", "pods", "list watch"],
    ["", "services", "get create update"],
    ["", "configmaps", "get list watch create update patch deletecollection"],
    ["", "events", "get list create update"],
    ["apps", "deployments", "get list watch create patch delete"],
    ["apps", "deployments/scale", "get update patch"],
    ["apps", "deployments/finalizers", "update"],
    ["networking.k8s.io", "ingresses", "get list watch create update patch delete"],
];

/** What it must not be able to do anywhere. */
const refused: readonly Row[] = [
    ["", "secrets", "get list watch create"],
    ["", "pods", "get create update patch delete deletecollection"],
    ["", "pods/exec", "create"],
    ["", "services", "delete"],
    ["", "configmaps", "delete"],
    ["", "serviceaccounts/token", "create"],
    ["", "namespaces", "get list delete"],
    ["apps", "deployments", "update deletecollection"],
    ["apps", "replicasets", "get list"],
    ["rbac.authorization.k8s.io", "roles", "create bind escalate"],
    ["rbac.authorization.k8s.io", "clusterroles", "create bind escalate"],
    ["apiextensions.k8s.io", "customresourcedefinitions", "get create update"],
];
const nodes = [["", "nodes", "list get watch update delete"]] as const;

/** In its own namespace. */
const snapshotCheck: Row = ["flink.apache.org", "flinkstatesnapshots", "list"];
const leases: Row = ["coordination.k8s.io", "leases", "get create update patch"];

const granted = (rows: readonly Row[]) =>
    rows.flatMap(([group, resource, verbs]) => verbs.split(" ").map((verb) => `${verb} ${resource} ${group}`.trim()));

/** An operator's rights in a cluster, and what the API server says of them. */
class Installed {
    readonly jobs: string;

    private constructor(private readonly stack: ScratchStack) {
        this.jobs = `${stack.namespace}-jobs`;
    }

    static async create(name: string): Promise<Installed> {
        const installed = new Installed(await ScratchStack.create(name, program));
        await installed.stack.api.createNamespace(installed.jobs);
        afterwards(async () => assert.equal((await installed.stack.destroy()).code, 0));
        return installed;
    }

    get ownNamespace(): string {
        return this.stack.namespace;
    }

    /** Makes the rights, and waits until the API server goes by them, which it does a moment later. */
    async up(operator: FlinkOperatorArgs, known: Row, where: string): Promise<void> {
        this.stack.give({ ...built, operator: { namespace: this.ownNamespace, ...operator } });
        const { code, output } = await this.stack.up();
        assert.equal(code, 0, output);
        while ((await this.allowed([known], where)).length === 0) {
            await sleep(50);
        }
    }

    /** Those of the rows that the operator may do in a namespace, or with "" in all of them at once. */
    async allowed(rows: readonly Row[], where: string): Promise<string[]> {
        const account = { namespace: this.ownNamespace, name: "flink-operator" };
        const answers = rows.flatMap(([group, path, verbs]) => {
            const [resource = "", subresource = ""] = path.split("/");
            return verbs.split(" ").map((verb) => {
                const attributes = { group, resource, subresource, verb, namespace: where };
                return this.stack.api.isAllowed(account, attributes);
            });
        });
        const results = await Promise.all(answers);
        return granted(rows).filter((_, index) => results[index]);
    }
}

describe("the operator's service account at the API server", () => {
    it("may do in every namespace what it needs, and nothing of what it does not", async () => {
        const operator = await Installed.create("operator-rights");
        await operator.up({}, ["", "pods", "list"], operator.jobs);
        for (const where of [operator.jobs, ""]) {
            assert.deepEqual(await operator.allowed(needed, where), granted(needed));
            assert.deepEqual(await operator.allowed([...refused, ...nodes], where), []);
        }
        assert.deepEqual(await operator.allowed([snapshotCheck], operator.ownNamespace), granted([snapshotCheck]));
    });

    it("may do it in the watched namespace alone, and list nodes on request", async () => {
        const operator = await Installed.create("operator-watched-rights");
        const watching = { watchNamespaces: [operator.jobs], replicas: 2, readNodes: true };
        await operator.up(watching, nodes[0], "");
        assert.deepEqual(await operator.allowed(needed, operator.jobs), granted(needed));
        assert.deepEqual(await operator.allowed([...refused, leases], operator.jobs), []);
        for (const where of ["default", ""]) {
            assert.deepEqual(await operator.allowed([...needed, ...refused, snapshotCheck, leases], where), []);
        }
        const own = [snapshotCheck, leases];
        assert.deepEqual(await operator.allowed([...needed, ...own], operator.ownNamespace), [
            "list flinkstatesnapshots flink.apache.org",
            ...granted(own),
        ]);
        assert.deepEqual(await operator.allowed(nodes, ""), ["list nodes"]);
    });
});
