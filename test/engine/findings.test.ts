import assert from "node:assert/strict";
import { join } from "node:path";
import type { Ended } from "../support/command";
import { stage } from "./support/cast";
import { assertPlain, failed } from "./support/stack";

const wrongInvoices = [
    'FlinkApplication "invoices": parallelism must be a whole number of at least 1, got 0',
    'FlinkApplication "invoices": jar must have a scheme such as local:// or https://, got "/opt/invoices.jar"',
];
const wrongPayments =
    'FlinkApplication "payments": upgradeMode must be one of "last-state", "savepoint", "stateless", got "lastState"';
const wrongRaw = 'FlinkDeployment "raw": spec.job.parallelism must be a whole number of at least 1, got 0';

const support = `
    const on = platformWithStore();
    const application = (name, more, opts) => {
        const given_ = { namespace: given.namespace, jar: "local:///opt/" + name + ".jar", flinkVersion: "1.18" };
        return new FlinkApplication(name, { platform: on, ...given_, ...more }, opts);
    };`;

/** Two applications and a FlinkDeployment that are refused, and what uses them: a third application and a ConfigMap. */
const program = `
    ${support}
    const invoices = application("invoices", { jar: "/opt/invoices.jar", parallelism: 0 });
    const payments = application("payments", { upgradeMode: "lastState" });
    const raw = new FlinkDeployment("raw", job(on, { parallelism: 0 }));
    const { metadata } = invoices.deployment;
    application(
        "orders",
        { args: [invoices.statePath, pulumi.interpolate\`--after=\${metadata.name}\`], image: raw.ready },
        { dependsOn: [invoices, payments.deployment, raw] },
    );
    const data = { ui: invoices.flinkUi, account: payments.serviceAccountName, id: raw.jobId, state: raw.jobState };
    new k8s.core.v1.ConfigMap("below", { data }, { parent: payments });
    exports.all = { invoices, path: payments.statePath, uid: metadata.uid, ready: raw.ready };`;

/** Errors at the end of a command's output, as they stand there: the first line of each, and those that follow it. */
function errorsIn({ output }: Ended): string[][] {
    const errors: string[][] = [];
    let inError = false;
    for (const line of output.slice(output.lastIndexOf("Diagnostics:")).split("\n")) {
        const [, start, text = ""] = /^ {4}(error: |warning: )?(.*)$/.exec(line) ?? [];
        if (start === "error: ") {
            errors.push([text]);
        } else if (inError && start === undefined && text !== "") {
            errors.at(-1)?.push(text);
        }
        inError = text !== "" && (start === undefined ? inError : start === "error: ");
    }
    return errors;
}

/** Jobs that a preview makes. */
const jobsIn = ({ output }: Ended) => [
    ...new Set([...output.matchAll(/v1beta1:FlinkDeployment (\S+) create/g)].map(([, job]) => job)),
];

describe("the findings of a program", () => {
    it("come together at preview, with no word of what uses a refused job", async () => {
        const { stack } = await stage("findings", program);
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        assert.deepEqual(errorsIn(preview), [wrongInvoices, [wrongPayments], [wrongRaw]], preview.output);
        assert.deepEqual(jobsIn(preview), ["orders"], preview.output);
        assertPlain(preview);
    });

    it("come together where the program waits between its jobs", async () => {
        const { stack } = await stage(
            "findings-waiting",
            `module.exports = async () => {
                const on = platform();
                new FlinkDeployment("raw", job(on, { parallelism: 0 }));
                await new Promise((resolve) => setTimeout(resolve, 1000));
                new FlinkDeployment("last", job(on, { parallelism: -1 }));
                return {};
            };`,
        );
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        const last = 'FlinkDeployment "last": spec.job.parallelism must be a whole number of at least 1, got -1';
        assert.deepEqual(errorsIn(preview), [[wrongRaw], [last]], preview.output);
        assertPlain(preview);
    });

    it("come together with those of files, options, missing arguments and objects with two owners", async () => {
        const { stack } = await stage(
            "findings-kinds",
            `const { FlinkPlatform, noBinding } = require("pulumi-flink-platform");
            const { cluster } = platformWithStore();
            const bound = { ...cluster, namespaceLabels: {}, bindServiceAccount: () => noBinding };
            const on = new FlinkPlatform("flink", { cluster: bound, operator: { install: "existing" } });
            new k8s.core.v1.Namespace("own", { metadata: { name: given.namespace } }, { provider: cluster.provider });
            FlinkDeployment.fromYaml("file", { platform: on, file: "missing.yaml" });
            new FlinkDeployment("elsewhere", job(on), { provider: new k8s.Provider("other", { kubeconfig: "{}" }) });
            new FlinkApplication("nowhere", { platform: on });
            new FlinkApplication("bare");
            new FlinkDeployment("first", job(on));
            new FlinkDeployment("second", job(on));
            const twice = { ...job(on, { namespace: "default" }), metadata: { namespace: "default", name: "one" } };
            new FlinkDeployment("third", twice);
            const fourth = new FlinkDeployment("fourth", twice);
            marker("after", on, { dependsOn: [fourth, fourth.deployment] });`,
        );
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        const { namespace } = stack;
        assert.deepEqual(
            errorsIn(preview),
            [
                [
                    `FlinkDeployment "file": missing.yaml cannot be read: ENOENT: no such file or directory, open 'missing.yaml'`,
                ],
                [
                    'FlinkDeployment "elsewhere": opts.provider cannot be another than its cluster\'s, as all of it goes into that cluster; leave it out',
                ],
                ['FlinkApplication "nowhere": namespace is required, got nothing'],
                [
                    'FlinkApplication "bare": platform is required, got nothing',
                    'FlinkApplication "bare": namespace is required, got nothing',
                ],
                [
                    `FlinkPlatform "flink": Namespace "${namespace}" is made by the program's Namespace "own" too; list it in existingNamespaces`,
                ],
                [
                    'FlinkDeployment "fourth": FlinkDeployment "one" in namespace "default" is made by FlinkDeployment "third" too; an object has one owner, so choose another name or namespace for one of the two',
                ],
            ],
            preview.output,
        );
        assert.deepEqual(jobsIn(preview), ["third"], preview.output);
        assertPlain(preview);
    });

    it("end an update at the first, before it makes a job that comes after it", async () => {
        const { stack } = await stage("findings-up", program);
        const withPreview = await stack.pulumi(["up", "--yes"]);
        assert.equal(withPreview.code, failed, withPreview.output);
        assert.doesNotMatch(withPreview.output, /Updating/);
        const up = await stack.up();
        assert.equal(up.code, failed, up.output);
        assert.deepEqual(errorsIn(up), [wrongInvoices], up.output);
        assertPlain(up);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), []);
        assert.doesNotMatch(await stack.state(), /flink-platform:index|flink.apache.org/);
    });

    it("fail the run of the Automation API that they belong to, and no other one in its process", async () => {
        const { stack } = await stage("findings-automation", "");
        const scripts = join(__dirname, "support");
        const { code, output } = await stack.node([
            join(scripts, "automation-previews.cjs"),
            join(scripts, "program.cjs"),
        ]);
        assert.equal(code, 0, output);
        const { wrong, right } = JSON.parse(output.trim().split("\n").at(-1) ?? "") as Record<string, string>;
        for (const [name, parallelism] of [
            ["orders", 0],
            ["payments", -1],
        ] as const) {
            const finding = `FlinkDeployment "${name}": spec.job.parallelism must be a whole number of at least 1, got ${parallelism}`;
            assert.ok(wrong?.includes(`    error: ${finding}\n`), wrong);
        }
        assert.equal(right, "well");
    });
});
