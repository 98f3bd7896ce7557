import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    givenKubeconfig,
    kubeconfigFiles,
    readKubeconfig,
    selectContext,
} from "../../../src/clusters/local/kubeconfig-files";

const config = {
    "current-context": "dev",
    clusters: [
        { name: "a", cluster: { server: "https://a" } },
        { name: "b", cluster: { server: "https://b" } },
    ],
    users: [
        { name: "anna", user: { token: "1" } },
        { name: "bert", user: { token: "2" } },
    ],
    contexts: [
        { name: "dev", context: { cluster: "a", user: "anna" } },
        { name: "prod", context: { cluster: "b", user: "bert" } },
    ],
};

describe("selectContext", () => {
    it("cuts the kubeconfig down to the current context", () => {
        const { context, kubeconfig } = selectContext(config);
        assert.equal(context, "dev");
        assert.deepEqual(JSON.parse(kubeconfig), {
            apiVersion: "v1",
            kind: "Config",
            "current-context": "dev",
            contexts: [config.contexts[0]],
            clusters: [config.clusters[0]],
            users: [config.users[0]],
        });
    });

    it("takes the named context", () => {
        const { kubeconfig } = selectContext(config, "prod");
        assert.deepEqual(JSON.parse(kubeconfig).clusters, [config.clusters[1]]);
        assert.deepEqual(JSON.parse(kubeconfig).users, [config.users[1]]);
    });

    it("rejects a context that does not exist and names those that do", () =>
        assert.throws(() => selectContext(config, "stage"), {
            message: `context must be one of the kubeconfig's ("dev", "prod"), got "stage"`,
        }));

    it("rejects a kubeconfig without a current context", () =>
        assert.throws(() => selectContext({ ...config, "current-context": undefined }), {
            message: 'context must be given, as the kubeconfig has no current one; contexts: "dev", "prod"',
        }));
});

describe("readKubeconfig", () => {
    let folder: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubeconfig-"));
        fs.writeFileSync(path.join(folder, "ca.crt"), "certificate");
        fs.writeFileSync(
            path.join(folder, "one"),
            "current-context: ''\nclusters: [{name: a, cluster: {server: 'https://a', certificate-authority: ca.crt}}]\n" +
                "contexts: [{name: dev, context: {cluster: a, user: anna}}]\n",
        );
        fs.writeFileSync(path.join(folder, "two"), JSON.stringify(config));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("merges files, the first to name an entry wins, and takes certificates in", () => {
        const merged = readKubeconfig([path.join(folder, "one"), path.join(folder, "two")]);
        assert.equal(merged["current-context"], "dev");
        assert.deepEqual(
            merged.contexts.map(({ name }) => name),
            ["dev", "dev", "prod"],
        );
        assert.deepEqual(JSON.parse(selectContext(merged).kubeconfig).clusters, [
            { name: "a", cluster: { server: "https://a", "certificate-authority-data": "Y2VydGlmaWNhdGU=" } },
        ]);
    });

    it("makes paths full that start at the kubeconfig's folder, and leaves commands of PATH alone", () => {
        const users = [
            { name: "anna", user: { tokenFile: "token" } },
            { name: "bert", user: { exec: { command: "./bin/login", args: ["./x"] } } },
            { name: "carl", user: { exec: { command: "aws", args: [] } } },
            { name: "dora", user: { tokenFile: "/run/token", exec: { command: "/bin/login" } } },
        ];
        const file = path.join(folder, "users");
        fs.writeFileSync(file, JSON.stringify({ ...config, users }));
        assert.deepEqual(
            readKubeconfig([file]).users.map(({ user }) => user),
            [
                { tokenFile: path.join(folder, "token") },
                { exec: { command: path.join(folder, "bin/login"), args: ["./x"] } },
                { exec: { command: "aws", args: [] } },
                { tokenFile: "/run/token", exec: { command: "/bin/login" } },
            ],
        );
    });

    it("rejects files that are not there", () =>
        assert.throws(() => readKubeconfig(["/nowhere/config"]), {
            message: "no kubeconfig at /nowhere/config; create the cluster first or name its kubeconfig",
        }));
});

describe("givenKubeconfig", () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubeconfig-"))));
    after(() => fs.rmSync(folder, { recursive: true }));
    const file = (text: string) => {
        fs.writeFileSync(path.join(folder, "config"), text);
        return path.join(folder, "config");
    };

    it("takes content, be it JSON or YAML, or a file", () => {
        const yaml = `current-context: dev\ncontexts: ${JSON.stringify(config.contexts)}\n`;
        assert.deepEqual(givenKubeconfig(JSON.stringify(config)), config);
        assert.deepEqual(givenKubeconfig(yaml).contexts, config.contexts);
        assert.deepEqual(givenKubeconfig(file(yaml)).contexts, config.contexts);
    });

    const mistakes: readonly (readonly [title: string, text: string, message: string])[] = [
        [
            "that is not YAML",
            "users:\n- token: must-stay-secret\n  a: [must-stay-secret\n",
            "kubeconfig must be YAML or JSON; correct line 4",
        ],
        ["that is not JSON", '{"token": "must-stay-secret" "b"}', "kubeconfig must be YAML or JSON; correct line 1"],
        [
            "without lists",
            "users:\n  token: must-stay-secret\n",
            "kubeconfig must have lists of clusters, users and contexts",
        ],
        [
            "that is something else",
            "must-stay-secret\nmust-stay-secret\n",
            "context must be given, as the kubeconfig has no current one; contexts: none",
        ],
    ];
    for (const [title, text, message] of mistakes) {
        it(`rejects a text ${title}, and shows nothing of it`, () => {
            assert.throws(() => selectContext(givenKubeconfig(text)), { message });
            assert.throws(() => selectContext(givenKubeconfig(file(text))), { message });
        });
    }

    it("does not show a text that is too long for a path", () =>
        assert.throws(() => givenKubeconfig(Buffer.from("must-stay-secret".repeat(20)).toString("base64")), {
            message: "no kubeconfig at the path that is given; create the cluster first or name its kubeconfig",
        }));
});

describe("kubeconfigFiles", () => {
    const before = process.env["KUBECONFIG"];
    afterEach(() => {
        if (before === undefined) {
            delete process.env["KUBECONFIG"];
        } else {
            process.env["KUBECONFIG"] = before;
        }
    });

    it("takes the named file first", () => assert.deepEqual(kubeconfigFiles("~/k"), [path.join(os.homedir(), "k")]));
    it("then the files of KUBECONFIG", () => {
        process.env["KUBECONFIG"] = "/a:/b";
        assert.deepEqual(kubeconfigFiles(), ["/a", "/b"]);
    });
    it("then the one in the home folder", () => {
        delete process.env["KUBECONFIG"];
        assert.deepEqual(kubeconfigFiles(), [path.join(os.homedir(), ".kube/config")]);
    });
});
