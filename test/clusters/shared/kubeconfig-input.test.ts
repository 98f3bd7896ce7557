import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { existingKubeconfig, plainKubeconfigProblems } from "../../../src/clusters/shared/kubeconfig-input";
import { secretMark } from "../../support/secret-mark";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

const dev = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "dev",
    contexts: [{ name: "dev", context: { cluster: "dev", user: "dev" } }],
    clusters: [{ name: "dev", cluster: { server: "https://127.0.0.1:1" } }],
    users: [{ name: "dev", user: { token: secretMark } }],
};

const two = {
    ...dev,
    contexts: [...dev.contexts, { name: "prod", context: { cluster: "prod", user: "dev" } }],
    clusters: [...dev.clusters, { name: "prod", cluster: { server: "https://127.0.0.1:2" } }],
};

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const problems = (given: unknown, context?: string) =>
    plainKubeconfigProblems(given, context).map(({ path: at, problem }) => `${at} ${problem}`);

describe("the kubeconfig of an existing cluster", () => {
    let folder: string;
    const write = (name: string, text: string) => {
        fs.writeFileSync(path.join(folder, name), text);
        return path.join(folder, name);
    };
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "existing-kubeconfig-"));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    for (const [title, given] of [
        ["YAML", () => unreachableKubeconfig],
        ["JSON in one line", () => JSON.stringify(dev)],
        ["an output", () => pulumi.output(unreachableKubeconfig)],
        ["a promise", () => Promise.resolve(unreachableKubeconfig)],
        // As of `eks.Cluster.kubeconfig` of @pulumi/eks, which is of the type any.
        ["a document", () => pulumi.output(dev) as unknown as pulumi.Output<string>],
        ["the path of a file", () => write("config", unreachableKubeconfig)],
        ["an output with the path of a file", () => pulumi.output(write("config", unreachableKubeconfig))],
    ] as const) {
        it(`is taken as ${title}, and kept as a secret`, async () => {
            const kubeconfig = existingKubeconfig("it", given(), undefined);
            assert.equal(await pulumi.isSecret(kubeconfig), true);
            assert.deepEqual(JSON.parse(await valueOf(kubeconfig)), dev);
        });
    }

    it("is cut down to one context", async () => {
        const found = JSON.parse(await valueOf(existingKubeconfig("it", JSON.stringify(two), "prod")));
        assert.deepEqual(found, {
            ...dev,
            "current-context": "prod",
            contexts: [two.contexts[1]],
            clusters: [two.clusters[1]],
        });
    });

    it("works from any folder, with certificates inline and commands by their full path", async () => {
        write("ca.pem", "CA");
        const file = write(
            "files",
            JSON.stringify({
                ...dev,
                clusters: [{ name: "dev", cluster: { server: "https://a", "certificate-authority": "ca.pem" } }],
                users: [{ name: "dev", user: { tokenFile: "token", exec: { command: "./login" } } }],
            }),
        );
        const found = JSON.parse(await valueOf(existingKubeconfig("it", file, undefined)));
        assert.deepEqual(found.clusters[0].cluster, {
            server: "https://a",
            "certificate-authority-data": Buffer.from("CA").toString("base64"),
        });
        assert.deepEqual(found.users[0].user, {
            tokenFile: path.join(folder, "token"),
            exec: { command: path.join(folder, "login") },
        });
    });

    it("is refused with what is wrong", () => {
        assert.deepEqual(problems(""), ['kubeconfig must be a kubeconfig or the path of a file with one, got ""']);
        assert.deepEqual(problems(3), ["kubeconfig must be a kubeconfig or the path of a file with one, got number"]);
        assert.deepEqual(problems(JSON.stringify(two), "live"), [
            'kubeconfig has no context "live"; its contexts: "dev", "prod"',
        ]);
        assert.deepEqual(problems(JSON.stringify({ ...two, "current-context": "" })), [
            'kubeconfig has no current context; choose one with context: "dev", "prod"',
        ]);
        assert.deepEqual(problems(JSON.stringify({ ...dev, users: [] })), [
            'kubeconfig needs the entry of users that context "dev" names',
        ]);
        assert.deepEqual(problems("/nowhere/config"), [
            'kubeconfig must be a kubeconfig or the path of a file that can be read, got "/nowhere/config"',
        ]);
        const withFile = { ...dev, users: [{ name: "dev", user: { "client-key": "key.pem" } }] };
        assert.deepEqual(problems(JSON.stringify(withFile)), [
            "kubeconfig names a file in user.client-key that starts at no folder; give the path of the kubeconfig or inline it",
        ]);
    });

    it("says nothing of one that is not known yet", () => {
        assert.deepEqual(problems(pulumi.output("")), []);
        assert.deepEqual(problems(Promise.resolve("")), []);
    });

    for (const [title, broken] of [
        ["YAML that cannot be read", `${unreachableKubeconfig}\n  users: [{ token: ${secretMark}`],
        ["content in Base64", Buffer.from(JSON.stringify({ ...two, secretMark })).toString("base64")],
        ["a list", `[\n"${secretMark}"]`],
        ["text of several lines", `${secretMark}\n${secretMark}`],
        ["users without a list", JSON.stringify({ ...dev, users: { token: secretMark } })],
    ] as const) {
        it(`never shows the content of ${title}`, async () => {
            const [found = ""] = problems(broken);
            assert.ok(found.startsWith("kubeconfig must be "), found);
            const encoded = Buffer.from(secretMark).toString("base64").slice(2, -4);
            assert.ok(!found.includes(secretMark) && !found.includes(encoded), found);
            const late = existingKubeconfig("it", pulumi.output(broken), undefined);
            await assert.rejects(
                (late as unknown as { promise(): Promise<string> }).promise(),
                (error: Error) =>
                    error.message.startsWith("it: kubeconfig must be ") && !error.message.includes(secretMark),
            );
        });
    }

    it("never shows a path that another resource gives, as it may be a token", () =>
        assert.rejects(
            (
                existingKubeconfig("it", pulumi.output(secretMark), undefined) as unknown as {
                    promise(): Promise<string>;
                }
            ).promise(),
            (error: Error) => /a file that can be read, got text of \d+ characters$/.test(error.message),
        ));
});
