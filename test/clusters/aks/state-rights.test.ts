import assert from "node:assert/strict";
import { AksCluster } from "../../../src/clusters/aks/cluster";
import type { BindingArgs } from "../../../src/contracts/cluster";
import { azure, place } from "../../support/aks-mocks";
import { blobAttributes, blobs } from "../../support/azure-blob-operations";
import { conditionHolds, type AzureOperation } from "../../support/policies/azure-conditions";
import { record } from "../../support/record";

/** A namespace whose name is the beginning of its neighbour's, `ab`. */
const jobs: BindingArgs = { namespace: "a", serviceAccount: "flink", access: ["state:readWrite"], statePrefix: "a" };

/** What a role assignment permits. */
interface Assignment {
    readonly dataActions: readonly string[];
    readonly condition: string;
}

const assigned = new Map<string, Promise<Assignment>>();

/** The only assignment of a binding; the same arguments are run once for all tests. */
function assignmentOf(args: Partial<BindingArgs>): Promise<Assignment> {
    const key = JSON.stringify(args);
    const assignment = assigned.get(key) ?? assignmentOfNow({ ...jobs, ...args });
    assigned.set(key, assignment);
    return assignment;
}

async function assignmentOfNow(args: BindingArgs): Promise<Assignment> {
    const resources = await record(() => {
        const cluster = new AksCluster("prod", { ...place, stateStore: { name: "acmestate" } });
        cluster.bindServiceAccount("jobs-state", args, { provider: cluster.provider });
    }, azure);
    const inputsOf = (type: string) =>
        resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
    const [assignment, ...others] = inputsOf("azure-native:authorization:RoleAssignment").filter(({ principalId }) =>
        principalId.endsWith("jobs-state"),
    );
    assert.deepEqual(others, []);
    const role = inputsOf("azure-native:authorization:RoleDefinition").find(({ roleDefinitionId }) =>
        assignment.roleDefinitionId.endsWith(`/${roleDefinitionId}`),
    );
    const [permission, ...more] = role.permissions;
    assert.deepEqual([more, permission.actions, permission.notDataActions], [[], [], []]);
    return { dataActions: permission.dataActions, condition: assignment.condition };
}

const attributes = (path?: string, prefix?: string, account = "acmestate", container = "flink") =>
    blobAttributes({ account, container, path, prefix });

/** What the ABFS driver does, by the action that each operation takes. */
const operations: Readonly<Record<string, (path: string) => AzureOperation>> = Object.fromEntries(
    ["read", "write", "add/action", "move/action", "delete"].map((verb) => [
        verb,
        (path: string) => ({ action: `${blobs}/${verb}`, attributes: attributes(path, undefined) }),
    ]),
);
const list = (prefix: string | undefined): AzureOperation => ({
    action: `${blobs}/read`,
    subOperation: "Blob.List",
    attributes: attributes(undefined, prefix),
});
const forbidden = ["deleteBlobVersion/action", "permanentDelete/action", "manageOwnership/action", "tags/write"];

const own = ["a", "a/checkpoints/1/_metadata"];
const foreign = ["ab", "ab/checkpoints/1/_metadata", "b/x", "x", "A/x", "/a/x", ""];

const permits = ({ dataActions, condition }: Assignment, operation: AzureOperation) =>
    dataActions.includes(operation.action) && conditionHolds(condition, operation);

describe("rights on Blob Storage of a service account on AKS", () => {
    for (const access of ["state:readWrite", "state:read"] as const) {
        for (const [verb, operation] of Object.entries(operations)) {
            const allowed = verb === "read" || access === "state:readWrite";
            it(`${access}: ${allowed ? "allows" : "refuses"} ${verb} in its folder, and refuses it elsewhere`, async () => {
                const assignment = await assignmentOf({ access: [access] });
                const decisions = (paths: readonly string[]) =>
                    paths.map((path) => [path, permits(assignment, operation(path))] as const);
                assert.deepEqual(
                    decisions(own),
                    own.map((path) => [path, allowed]),
                );
                assert.deepEqual(
                    decisions(foreign),
                    foreign.map((path) => [path, false]),
                );
            });
        }

        it(`${access}: lists its folder and nothing beside it`, async () => {
            const assignment = await assignmentOf({ access: [access] });
            const lists = (prefix: string | undefined) => permits(assignment, list(prefix));
            assert.deepEqual([...own, "a/"].map(lists), [true, true, true]);
            assert.deepEqual([...foreign, undefined].map(lists), Array(8).fill(false));
        });

        it(`${access}: reaches no other container and no other account`, async () => {
            for (const statePrefix of ["a", ""]) {
                const assignment = await assignmentOf({ access: [access], statePrefix });
                const reads = (account: string, container: string) =>
                    permits(assignment, {
                        action: `${blobs}/read`,
                        attributes: attributes("a/x", undefined, account, container),
                    });
                assert.deepEqual(
                    [reads("acmestate", "flink"), reads("acmestate", "other"), reads("other", "flink")],
                    [true, false, false],
                );
            }
        });

        it(`${access}: reaches the whole container without a folder`, async () => {
            const assignment = await assignmentOf({ access: [access], statePrefix: "" });
            const calls = access === "state:read" ? [operations["read"]] : Object.values(operations);
            assert.ok(
                [...own, ...foreign].every((path) => calls.every((call) => call && permits(assignment, call(path)))),
            );
            assert.ok([...own, undefined].every((prefix) => permits(assignment, list(prefix))));
        });

        it(`${access}: does nothing to versions, owners and tags`, async () => {
            const assignment = await assignmentOf({ access: [access] });
            for (const verb of forbidden) {
                const operation = { action: `${blobs}/${verb}`, attributes: attributes("a/x", undefined) };
                assert.equal(permits(assignment, operation), false, verb);
            }
        });
    }
});
