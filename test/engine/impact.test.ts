import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { stage } from "./support/cast";
import { errorsOf, failed, ScratchStack } from "./support/stack";

/** A job whose state its changes keep, unless they say otherwise; `image` may name `made`, whose values come with the run. */
const program = (
    image: string,
    { upgradeMode = "last-state", accepted = "", spec = "", show = true, opts = "" } = {},
) => `
    const on = { ...platform(), showImpact: ${show} };
    ${image.includes("made") ? 'const made = marker("made", on);' : ""}
    const { spec, ...args } = job(on, { image: ${image}, readiness: { enabled: false }, upgradeMode: "${upgradeMode}" });
    const flinkConfiguration = {
        "state.checkpoints.dir": "s3://a/checkpoints",
        "state.savepoints.dir": "s3://a/savepoints",
        "high-availability.storageDir": "s3://a/high-availability",
        "high-availability.type": "kubernetes",
    };
    new FlinkDeployment("orders", { ...args, ${accepted} spec: { ...spec, flinkConfiguration, ${spec} } }, { ${opts} });`;

const main = resolve(__dirname, "../../dist/main.js");

const first = '"orders:1"';
const second = '"orders:2"';

/** What the end of a command says at the job's component. */
function said({ output }: { readonly output: string }): string[] {
    const diagnostics = output.slice(output.lastIndexOf("Diagnostics:"));
    return [...diagnostics.matchAll(/^ {4}((?:warning: )?Flink(?:Deployment|Application) "orders": .*)$/gm)].map(
        ([, line = ""]) => line,
    );
}

async function staged(name: string): Promise<ScratchStack> {
    const { stack } = await stage(name, program(first));
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
    return stack;
}

describe("the plain preview of a changed job", () => {
    it("says in one line what the operator will do, at the job, and `up` does not say it again", async () => {
        const stack = await staged("impact-line");
        const linesOf = async (source: string) => {
            stack.write(source);
            const { code, output } = await stack.preview();
            assert.equal(code, 0, output);
            return said({ output });
        };
        const line = (field: string) =>
            `FlinkDeployment "orders": the job restarts from its last checkpoint, because ${field} changes`;
        assert.deepEqual(await linesOf(program(first)), []);
        assert.deepEqual(await linesOf(program("made.id")), [line("spec.image (not known yet)")]);
        assert.deepEqual(await linesOf(program('pulumi.secret("orders:2")')), [line("spec.image")]);
        assert.deepEqual(await linesOf(program(second, { show: false })), []);
        assert.deepEqual(await linesOf(program(second)), [line("spec.image")]);
        const up = await stack.up();
        assert.deepEqual([up.code, said(up)], [0, []], up.output);
    });

    it("is red where the operator does not carry the change out", async () => {
        const stack = await staged("impact-refused");
        stack.write(program(first, { spec: 'mode: "standalone",' }));
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        assert.match(
            preview.output,
            /FlinkDeployment "orders": spec\.mode must stay "native", got "standalone"; take it out/,
        );
    });
});

describe("a job that is taken out", () => {
    it("goes with a green preview and no line, and with a red one under protect", async () => {
        const stack = await staged("impact-protect");
        stack.write("platform();");
        const preview = await stack.preview();
        assert.deepEqual([preview.code, said(preview)], [0, []], preview.output);
        stack.write(program(first, { opts: "protect: true" }));
        const up = await stack.up();
        assert.deepEqual([up.code, said(up)], [0, []], up.output);
        stack.write("platform();");
        const guarded = await stack.preview();
        assert.equal(guarded.code, failed, guarded.output);
        assert.match(guarded.output, /cannot be deleted[^]*protected/);
    });
});

describe("a change that loses a job's state", () => {
    it("is refused until it has leave, which holds for it alone and can go after it", async () => {
        const stack = await staged("impact-loss");
        const losing = (accepted: string, image = second) => program(image, { upgradeMode: "stateless", accepted });
        const accepted = (word: string) => `acceptStateLoss: { change: "${word}", reason: "test data" },`;
        const sentence =
            "the job starts empty and its state is lost, because spec.image and spec.job.upgradeMode change";

        stack.write(losing(""));
        const refused = await stack.preview();
        const word = /change: "([0-9a-f]{4}-[0-9a-f]{4})"/.exec(refused.output)?.[1] ?? "no word";
        assert.equal(refused.code, failed, refused.output);
        assert.ok(
            refused.output.includes(
                `FlinkDeployment "orders": acceptStateLoss is required, as ${sentence}; keep the state, or let it go with ` +
                    `acceptStateLoss: { change: "${word}", reason: "…" }`,
            ),
            refused.output,
        );
        assert.equal((await stack.up()).code, failed); // without its preview

        stack.write(losing(accepted(word)));
        const allowed = await stack.preview();
        const line = `warning: FlinkDeployment "orders": ${sentence}; acceptStateLoss allows that`;
        assert.deepEqual([allowed.code, said(allowed)], [0, [line]], allowed.output);

        stack.write(losing(accepted(word), '"orders:3"'));
        const other = await stack.preview();
        assert.equal(other.code, failed, other.output);
        assert.match(
            other.output,
            /acceptStateLoss\.change must be "[0-9a-f-]{9}" for this change, in which the job starts empty/,
        );
        assert.ok(other.output.includes(`, got "${word}"; keep the state, or change the word`), other.output);

        stack.write(losing(accepted(word)));
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        const after = await stack.preview();
        const unneeded = `warning: FlinkDeployment "orders": acceptStateLoss is not needed, as nothing in this preview loses the job's state; remove it`;
        assert.deepEqual([after.code, said(after)], [0, [unneeded]], after.output);
    });

    it("is refused in the run where a value of it is known only there", async () => {
        const stack = await staged("impact-unknown");
        stack.write(program("made.id", { upgradeMode: "stateless" }));
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.match(
            said(preview).join(),
            /; pulumi up refuses it unless acceptStateLoss names its word, which it will/,
        );
        const up = await stack.up();
        assert.equal(up.code, failed, up.output);
        assert.match(up.output, /acceptStateLoss is required, as the job starts empty/);
    });
});

describe("a stack file", () => {
    it("has the lines in its own words, the switch for them, and leave to lose state", async () => {
        const stack = await ScratchStack.create("impact-file", `module.exports = require(${JSON.stringify(main)});`);
        writeFileSync(join(stack.folder, "kubeconfig"), stack.kubeconfig);
        const configure = (job: object, switches: object = {}) => {
            const blocks = {
                cluster: {
                    cloud: "local",
                    kubeconfig: join(stack.folder, "kubeconfig"),
                    objectStore: {
                        existing: { bucket: "flink", endpoint: "https://s3.example.com", secretName: "keys" },
                    },
                },
                operator: { install: "existing" },
                existingNamespaces: [stack.namespace],
                waitForJobs: false,
                ...switches,
                applications: { orders: { namespace: stack.namespace, jar: "local:///orders.jar", ...job } },
            };
            const config = Object.entries(blocks).map(([key, value]) => [`flink-platform:${key}`, value]);
            writeFileSync(join(stack.folder, "Pulumi.dev.yaml"), stringify({ config: Object.fromEntries(config) }));
        };
        configure({ parallelism: 1 });
        const made = await stack.up();
        assert.equal(made.code, 0, made.output);

        configure({ parallelism: 2, checkpointIntervalSeconds: 30 });
        const preview = await stack.preview();
        const line =
            'FlinkApplication "orders": the job restarts from its last checkpoint, because parallelism and checkpointIntervalSeconds change';
        assert.deepEqual([preview.code, said(preview)], [0, [line]], preview.output);
        configure({ parallelism: 2 }, { showImpact: false });
        const silent = await stack.preview();
        assert.deepEqual([silent.code, said(silent)], [0, []], silent.output);

        const losing = { parallelism: 2, upgradeMode: "stateless" };
        configure(losing, { showImpact: false });
        const refused = await stack.preview();
        assert.equal(refused.code, failed, refused.output);
        const change = /change: "([0-9a-f-]{9})"/.exec(refused.output)?.[1];
        configure({ ...losing, acceptStateLoss: { change, reason: "test data" } });
        const allowed = await stack.preview();
        const loss =
            'warning: FlinkApplication "orders": the job starts empty and its state is lost, because parallelism and upgradeMode change; acceptStateLoss allows that';
        assert.deepEqual([allowed.code, said(allowed)], [0, [loss]], allowed.output);
    });
});
