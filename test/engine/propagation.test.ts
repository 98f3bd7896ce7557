import assert from "node:assert/strict";
import { resolve } from "node:path";
import { CloudStack } from "./support/cloud-stack";

const repository = resolve(__dirname, "../..");
const guid = "11111111-1111-4111-8111-111111111111";
const assignment = "azure-native:authorization:RoleAssignment";

/** The cloud does not know the new identity for a second; the wait for it takes three. */
const unknownAtFirst = {
    method: "create",
    type: assignment,
    message: "Code=PrincipalNotFound",
    whileNew: { name: "identity", milliseconds: 1000 },
} as const;

/** An identity that is made and a right that needs it; the description is what an update may change. */
const program = (description: string, waits = true) => `
    const { Provider } = require("@pulumi/azure-native/provider");
    const { UserAssignedIdentity } = require("@pulumi/azure-native/managedidentity");
    const { RoleAssignment } = require("@pulumi/azure-native/authorization");
    const { Propagation } = require(${JSON.stringify(`${repository}/dist/clusters/shared/propagation.js`)});
    const provider = new Provider("azure", { subscriptionId: "${guid}", location: "westeurope" });
    const identities = new Propagation("test", "new identities", 300);
    const identity = new UserAssignedIdentity(
        "identity",
        { resourceGroupName: "group", resourceName: "flink", location: "westeurope" },
        { provider, ...${waits} && identities.ofMade },
    );
    new RoleAssignment(
        "right",
        {
            roleAssignmentName: "${guid}",
            scope: "/subscriptions/${guid}/resourceGroups/group",
            roleDefinitionId: "/subscriptions/${guid}/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7",
            principalId: identity.principalId,
            principalType: "ServicePrincipal",
            description: "${description}",
        },
        { provider, ...identities.ofNeeding },
    );
`;

describe("what a run has just made", function () {
    this.timeout(180_000);
    let stack: CloudStack;
    beforeEach(async () => {
        stack = await CloudStack.create("propagation", {}, { program: program("first") });
        const group = {
            type: "azure-native:resources:ResourceGroup",
            id: `/subscriptions/${guid}/resourceGroups/group`,
        };
        stack.place(group, { name: "group" });
    });
    afterEach(() => stack.remove());

    it("would be refused without a wait", async () => {
        stack.write(program("first", false));
        stack.faults(unknownAtFirst);
        const { code, output } = await stack.up();
        assert.equal(code, 1, output);
        assert.match(output, /Code=PrincipalNotFound/);
    });

    it("is known once what needs it is made, in the same run", async () => {
        stack.faults(unknownAtFirst);
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.match(output, /right waits for (300|299) s, until new identities are known everywhere/);
    });

    it("is waited for in no preview and in no later run", async () => {
        const preview = await stack.preview();
        assert.doesNotMatch(preview.output, /waits for/);
        assert.equal((await stack.up()).code, 0);
        stack.write(program("second"));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.match(output, /1 updated/);
        assert.doesNotMatch(output, /waits for/);
    });

    it("is destroyed without the program", async () => {
        assert.equal((await stack.up()).code, 0);
        stack.write("throw new Error('not to be run');");
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        assert.match(output, /- 4 deleted/);
    });
});
