import assert from "node:assert/strict";
import { inlinePoolChangeProblems } from "./azure-native-pools";

const pool = (name: string, more: object = {}) => ({ name, vmSize: "Standard_D4s_v5", minCount: 1, ...more });

describe("pools that are made with a cluster", () => {
    it("can have other numbers of nodes later", () =>
        assert.deepEqual(inlinePoolChangeProblems([pool("system")], [pool("system", { minCount: 2 })]), []));

    it("take no other one and no other machines", () => {
        const [introduced = "", ...more] = inlinePoolChangeProblems(
            [pool("system1")],
            [pool("system1"), pool("system2")],
        );
        assert.match(introduced, /^A new agent pool was introduced\./);
        assert.deepEqual(more, []);
        assert.deepEqual(inlinePoolChangeProblems([pool("system")], [pool("system", { vmSize: "Standard_D8s_v5" })]), [
            "Changing property 'agentPoolProfile.vmSize' is not allowed",
        ]);
    });
});
