import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { flinkReleases, s3ServerImage } from "../../src/flink/versions";

const tools = path.join(__dirname, "..", "..", "tools");
const read = (...names: string[]) => fs.readFileSync(path.join(tools, ...names), "utf8");
const parts = fs.readdirSync(path.join(tools, "parts"));

function moduleVersion(part: string, module: string): string | undefined {
    return read("parts", part, "go.mod").match(new RegExp(`^\\s*(?:require )?${module} v(\\S+)`, "m"))?.[1];
}

function imageNames(part: string): string[] {
    return [...read("parts", part, "build").matchAll(/--name (\S+)/g)].map(([, name]) => name ?? "");
}

describe("tools/parts", () => {
    it("is listed completely in tools/README.md", () => {
        const listed = [...read("README.md").matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, part]) => part);
        assert.deepEqual(
            parts.filter((part) => !listed.includes(part)),
            [],
        );
    });

    for (const part of parts) {
        it(`${part} can be built, says how long it takes, and needs only parts that there are`, () => {
            const build = path.join(tools, "parts", part, "build");
            assert.equal(fs.statSync(build).mode & 0o111, 0o111);
            const head = fs.readFileSync(build, "utf8").split("\nset ")[0] ?? "";
            assert.match(head, /^# usually: \d+ (s|min)$/m);
            const needs = head.match(/^# needs: (.*)$/m)?.[1]?.split(" ") ?? [];
            assert.deepEqual(
                needs.filter((need) => !parts.includes(need)),
                [],
            );
        });
    }

    it("gives the images the names that stacks ask for", () => {
        const flink = flinkReleases["1.18"];
        assert.deepEqual(imageNames("image-flink"), [
            `docker.io/library/${flink.image}`,
            "docker.io/library/flink:1.18",
        ]);
        assert.ok(read("parts", "image-flink", "pom.xml").includes(`<flink.version>${flink.patch}</flink.version>`));
        assert.deepEqual(imageNames("image-operator"), ["ghcr.io/apache/flink-kubernetes-operator:1.7.0"]);
        assert.deepEqual(imageNames("image-s3"), [`docker.io/${s3ServerImage}`]);
        assert.ok(s3ServerImage.endsWith(`:v${moduleVersion("versitygw", "github.com/versity/versitygw")}`));
    });

    it("asks of a pulumi on PATH what the own one is", () => {
        const own = moduleVersion("pulumi", "github.com/pulumi/pulumi/pkg/v3");
        assert.equal(read("get").match(/^oldest_pulumi=(.*)$/m)?.[1], own);
    });
});
