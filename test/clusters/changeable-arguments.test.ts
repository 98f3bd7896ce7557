import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { aks } from "../engine/support/cycles/aks";
import type { Cycle } from "../engine/support/cycles/change";
import { eksAuto, eksGroups } from "../engine/support/cycles/eks";
import { gke } from "../engine/support/cycles/gke";

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

const clouds: Readonly<Record<string, readonly Cycle[]>> = { eks: [eksAuto, eksGroups], gke: [gke], aks: [aks] };

for (const [cloud, cycles] of Object.entries(clouds)) {
    describe(`arguments of a cluster with cloud: ${cloud}`, () => {
        const keys = keysOf(cloud);
        const fixed = fixedOf(cloud);
        const changed = cycles.flatMap(({ stages }) => stages.flat().map(({ argument }) => argument));

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
