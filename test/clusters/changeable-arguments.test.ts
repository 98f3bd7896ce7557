import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cloudCases } from "../engine/support/cloud-cases";
import { cycles } from "../engine/support/cycles/all";

const docs = resolve(__dirname, "../../docs");

/** Keys of a cloud's arguments, from the options page; those of blocks are left out. */
function keysOf(cloud: string): string[] {
    const page = readFileSync(join(docs, "options.md"), "utf8");
    const section = page.split("\n## ").find((part) => part.startsWith(`\`cluster\`, with \`cloud: ${cloud}\``)) ?? "";
    return [...section.matchAll(/^\| `([^`]+)` \| (.*?) \|/gm)]
        .filter(([, , value]) => value !== "block")
        .map(([, key = ""]) => key);
}

/** Arguments, or blocks of them, that a cloud's page says not to change in place. */
function fixedOf(cloud: string): string[] {
    const page = readFileSync(join(docs, `${cloud}.md`), "utf8");
    const section = page.split("\n## ").find((part) => part.startsWith("What can change")) ?? "";
    return [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = ""]) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => key),
    );
}

const isIn = (key: string, blocks: readonly string[]) =>
    blocks.some((block) => key === block || key.startsWith(`${block}.`));

for (const { cloud } of cloudCases) {
    describe(`arguments of a cluster with cloud: ${cloud}`, () => {
        const keys = keysOf(cloud);
        const fixed = fixedOf(cloud);
        const changed = cycles
            .filter((cycle) => cycle.cloud === cloud)
            .flatMap(({ stages }) => stages.flat().map(({ argument }) => argument));

        it("change in the engine's cycles, each of them but those that the page names", () => {
            assert.ok(keys.length > 50, `${keys.length} keys`);
            assert.deepEqual(
                keys.filter((key) => !changed.includes(key) && !isIn(key, fixed)),
                [],
            );
        });

        it("are named as they are", () => {
            assert.deepEqual(
                changed.filter((argument) => !keys.includes(argument)),
                [],
            );
            assert.deepEqual(
                fixed.filter((block) => !keys.some((key) => isIn(key, [block]))),
                [],
            );
            assert.deepEqual(
                fixed.filter((block) => changed.includes(block)),
                [],
            );
        });
    });
}
