import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stage } from "./support/cast";
import type { ScratchStack } from "./support/stack";

const repository = resolve(__dirname, "../..");
const command = join(repository, "dist", "cli", "main.js");
const golden = (name: string) => join(repository, "test", "report", "golden", `engine-${name}.md`);

/** Jobs of one platform by their names, each with arguments of its own; `moved` is the namespace of one of them. */
const program = (jobs: Readonly<Record<string, string>>, more = "") => `
    const on = platformWithStore();
    const args = (own) => ({
        platform: on,
        namespace: given.namespace,
        flinkVersion: "1.18",
        jar: "local:///opt/flink/usrlib/job.jar",
        upgradeMode: "last-state",
        readiness: { enabled: false },
        ...own,
    });
    const { spec, ...manifest } = job(on, { readiness: { enabled: false }, upgradeMode: "savepoint" });
    const options = (value) => ({
        "state.checkpoints.dir": "s3://a/checkpoints",
        "state.savepoints.dir": "s3://a/savepoints",
        "my.key": value,
    });
    ${Object.entries(jobs)
        .map(([name, own]) => `new FlinkApplication("${name}", args({ ${own} }));`)
        .join("\n")}
    ${more}`;

const declared = (options: string, image = '"flink:1.18.1-java17"') =>
    `new FlinkDeployment("carts", { ...manifest, spec: { ...spec, image: ${image}, flinkConfiguration: options(${options}) } });`;

const same = {
    bigger: "",
    jar: "",
    newer: `flinkVersion: "1.17"`,
    paused: "",
    renamed: `jar: "local:///opt/flink/usrlib/renamed.jar"`,
    moved: "",
    gone: `jar: "local:///opt/flink/usrlib/gone.jar"`,
    kept: "savepointOnDelete: true",
};

/** The command's report, with the test's namespace under a name that stays. */
async function report(stack: ScratchStack, ...options: string[]) {
    const file = join(stack.folder, "report.md");
    const { code, output } = await stack.node([
        command,
        "preview",
        "--format",
        "markdown",
        "--output",
        file,
        ...options,
    ]);
    return { code, output, text: readFileSync(file, "utf8").replaceAll(stack.namespace, "shop") };
}

function assertGolden(name: string, text: string): void {
    if (process.env["WRITE_GOLDEN"] !== undefined) {
        writeFileSync(golden(name), text);
    }
    assert.equal(text, readFileSync(golden(name), "utf8"));
}

describe("flink-platform preview", () => {
    it("reports a real preview: what happens to each job, with its exit code", async function () {
        this.timeout(300_000);
        const { stack } = await stage("report", program(same, declared('pulumi.secret("one-hidden-word")')));
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);

        const nothing = await report(stack, "--expect-no-changes");
        assert.equal(nothing.code, 0, nothing.text + nothing.output);
        assertGolden("nothing", nothing.text);

        const { renamed, gone: _gone, kept: _kept, ...stay } = same;
        const changed = program(
            {
                ...stay,
                bigger: "parallelism: 2",
                jar: `jar: "local:///opt/flink/usrlib/other.jar"`,
                newer: `flinkVersion: "1.18"`,
                paused: `state: "suspended"`,
                "renamed-2": renamed,
                moved: `namespace: "other"`,
                added: `jar: "local:///opt/flink/usrlib/added.jar"`,
            },
            declared('pulumi.secret("other-hidden-word")'),
        );
        stack.write(changed);
        const all = await report(stack);
        assert.equal(all.code, 3, all.text + all.output);
        assert.doesNotMatch(all.text + all.output, /hidden-word|client-key-data/);
        assertGolden("changes", all.text);

        // Nothing else changes: a preview that fails may or may not have come to it.
        const unchanged = declared('pulumi.secret("one-hidden-word")');
        stack.write(program({ ...same, jar: `upgradeMode: "stateless", parallelism: 3` }, unchanged));
        const refused = await report(stack);
        assert.equal(refused.code, 3, refused.text + refused.output);
        const word = /change: "([0-9a-f-]{9})"/.exec(refused.text)?.[1] ?? "none";
        assertGolden("refused", refused.text.replaceAll(word, "0000-0000"));

        const accepted = `acceptStateLoss: { change: "${word}", reason: "test data" }`;
        stack.write(
            program(
                { ...same, jar: `upgradeMode: "stateless", parallelism: 3, ${accepted}` },
                declared('"plain"', 'marker("made", on).id'),
            ),
        );
        const allowed = await report(stack);
        assert.equal(allowed.code, 3, allowed.text + allowed.output);
        assertGolden("accepted", allowed.text);
    });
});
