import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "..");
const markdownIn = (folder: string) =>
    fs
        .readdirSync(path.join(root, folder))
        .filter((file) => file.endsWith(".md"))
        .map((file) => `${folder}/${file}`);
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

/** Where each command of the documentation is run. */
const commands: Readonly<Record<string, string>> = {
    "make demo": "test/demo/demo.test.ts",
    "make demo-down": "test/demo/demo.test.ts",
    "make test": ".ci/run",
    "make check": "Makefile",
    "make bench": "Makefile",
    "make build": "Makefile",
    "npm pack": "test/public-api.test.ts",
    "kubectl logs --namespace flink-operator deployment/flink-kubernetes-operator --tail -1 | grep 'suspended with savepoint'":
        "test/live/deletion.test.ts",
    [`kubectl patch flinkdeployment orders --namespace shop --type merge --patch '{"spec":{"flinkConfiguration":{"kubernetes.operator.job.savepoint-on-deletion":"false"}}}'`]:
        "test/live/deletion.test.ts",
    "kubectl delete configmaps --namespace shop --selector app.kubernetes.io/instance=orders":
        "test/engine/files.test.ts",
    "kubectl get flinkdeployment orders --namespace shop --output jsonpath='{.status.jobStatus.savepointInfo.lastSavepoint.location}'":
        "test/engine/moved-job.test.ts",
    "kubectl logs --namespace flink-logging daemonset/flink-logs": "test/live/logs.test.ts",
    "pulumi package add ./node_modules/pulumi-flink-platform/plugin": "test/engine/plugin.test.ts",
    "pulumi package get-schema ./node_modules/pulumi-flink-platform/plugin": "test/engine/plugin.test.ts",
    "kubectl delete flinkstatesnapshots --all --namespace shop": "test/engine/operator-destroy.test.ts",
    [`kubectl get flinkstatesnapshots --namespace shop --output name | xargs -I{} kubectl patch {} --namespace shop --type merge --patch '{"metadata":{"finalizers":null}}'`]:
        "test/engine/operator-destroy.test.ts",
};

const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "tools/README.md", ...markdownIn("docs")];

/** A fenced block with what stands before it. */
interface Block {
    readonly document: string;
    readonly source: string | undefined;
    readonly language: string;
    readonly text: string;
}

function blocksOf(document: string): Block[] {
    const fence = /(?:<!-- file: (?<source>\S+) -->\n)?```(?<language>\w*)\n(?<text>.*?)```/gs;
    return [...read(document).matchAll(fence)].map(({ groups = {} }) => ({
        document,
        source: groups["source"],
        language: groups["language"] ?? "",
        text: groups["text"] ?? "",
    }));
}

const blocks = documents.flatMap(blocksOf);

describe("the documentation", () => {
    for (const { document, source, text } of blocks.filter((block) => block.source !== undefined)) {
        it(`${document} shows ${source} as it is`, () => assert.equal(text, read(source ?? "")));
    }

    for (const { document, text } of blocks.filter(({ language }) => language === "sh")) {
        for (const command of text.trim().split("\n")) {
            it(`${document} names a command that is run: ${command}`, () => {
                const file = commands[command];
                assert.ok(file !== undefined, `nothing runs "${command}"`);
                const runs = read(file);
                assert.ok(runs.includes(command) || runs.includes(`${command.replace("make ", "")}:`), file);
            });
        }
    }

    it("has no block of a program or a stack file that is not a file's content", () => {
        const loose = blocks.filter(
            ({ language, source }) => ["ts", "yaml", "json"].includes(language) && source === undefined,
        );
        assert.deepEqual(loose, []);
    });

    it("links to files that exist", () => {
        const broken = documents.flatMap((document) =>
            [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
                .map(([, target]) => path.join(path.dirname(document), target ?? ""))
                .filter((target) => !fs.existsSync(path.join(root, target)))
                .map((target) => `${document}: ${target}`),
        );
        assert.deepEqual(broken, []);
    });
});
