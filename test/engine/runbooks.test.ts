import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { apiOf } from "./support/api";
import { levelKubeconfig } from "./support/level-folder";

const page = fs.readFileSync(path.resolve(__dirname, "../../docs/runbooks.md"), "utf8");
const commands = [...new Set([...page.matchAll(/`(kubectl [^`]*)`/g)].map(([, command]) => command ?? ""))];

describe("commands of docs/runbooks.md", () => {
    before(async () => {
        const api = await apiOf(levelKubeconfig());
        await api.installDefinition("1.15.0", "FlinkStateSnapshot");
    });

    for (const command of commands) {
        it(`kubectl and the API server take ${command}`, () => {
            const [program = "", ...args] = command.split(" ");
            const { status, stderr } = spawnSync(program, [...args, "--kubeconfig", levelKubeconfig()], {
                encoding: "utf8",
            });
            // There is no such job here, and no other fault.
            assert.ok(status === 0 || stderr.includes("(NotFound)"), stderr);
            assert.doesNotMatch(stderr, /unknown|doesn't have a resource type|invalid/);
        });
    }
});
