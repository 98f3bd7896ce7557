import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { flinkReleases, kubernetesVersions, operatorReleases } from "../src/flink/versions";

const root = resolve(__dirname, "..");
const read = (file: string) => readFileSync(resolve(root, file), "utf8");
const page = read("docs/support.md");

/** The rows of a table, as cells. */
function rowsAfter(heading: string): string[][] {
    const text = page.slice(page.indexOf(heading));
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    const cells = rows.map((row) => row.slice(2, -2).split(" | "));
    return cells.filter((row) => row.length === cells[0]?.length).slice(2);
}

describe("docs/support.md", () => {
    it("names the oldest versions that the package and its tools go by", () => {
        const { engines, peerDependencies } = JSON.parse(read("package.json"));
        const floor = (range: string) => range.replace(/^[^\d]+/, "");
        const cli = /^oldest_pulumi=(\S+)$/m.exec(read("tools/get"))?.[1];
        assert.deepEqual(rowsAfter("## What it runs with").slice(0, 5), [
            ["Node", floor(engines.node)],
            ["Pulumi CLI", cli],
            ["`@pulumi/pulumi`", floor(peerDependencies["@pulumi/pulumi"])],
            ["`@pulumi/kubernetes`", floor(peerDependencies["@pulumi/kubernetes"])],
            ["Kubernetes", Object.keys(kubernetesVersions.releases)[0]],
        ]);
    });

    it("has a row for each release of the operator, the newest first, with its Flink versions and kinds", () => {
        const rows = Object.entries(operatorReleases)
            .reverse()
            .map(([release, { flinkVersions, crds }]) => [
                release,
                flinkVersions.join(", "),
                Object.keys(crds)
                    .map((kind) => `\`${kind}\``)
                    .join(", "),
            ]);
        assert.deepEqual(rowsAfter("<!-- the matrix -->"), rows);
    });

    it("names the newest patch of each Flink version", () => {
        const patches = Object.values(flinkReleases).map(({ patch }) => patch);
        assert.ok(
            page.includes(
                `The newest patch of each Flink version is the default of \`flinkPatchVersion\`: ${patches.join(", ")}.`,
            ),
        );
    });
});
