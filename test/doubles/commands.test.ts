import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { argumentProblem, readCommands } from "./credential";
import { folderVariable } from "./folder";

const run = promisify(execFile);
const bin = resolve(__dirname, "bin");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const kubeconfig = JSON.stringify({
    "current-context": "dev",
    contexts: [{ name: "dev", context: { cluster: "dev", user: "admin" } }],
    clusters: [{ name: "dev", cluster: { server: "https://dev", "certificate-authority-data": base64("authority") } }],
    users: [
        {
            name: "admin",
            user: { "client-certificate-data": base64("certificate"), "client-key-data": base64("key") },
        },
    ],
});

describe("stand-ins for the clouds' commands", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "double-"));
        writeFileSync(join(folder, "kubeconfig"), kubeconfig);
    });
    after(() => rmSync(folder, { recursive: true }));
    const start = (program: string, ...given: string[]) =>
        run(join(bin, program), given, { env: { ...process.env, [folderVariable]: folder } });

    it("print the stand-in cluster's client certificate and write down what they were asked", async () => {
        const commands: [string, ...string[]][] = [
            ["aws", "--region", "eu-west-1", "eks", "get-token", "--cluster-name", "flink", "--output", "json"],
            ["gke-gcloud-auth-plugin"],
            ["kubelogin", "get-token", "--login", "azurecli", "--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630"],
        ];
        for (const command of commands) {
            const credential = JSON.parse((await start(...command)).stdout);
            const { expirationTimestamp, ...status } = credential.status;
            assert.ok(Date.parse(expirationTimestamp) > Date.now());
            assert.deepEqual(
                { ...credential, status },
                {
                    apiVersion: "client.authentication.k8s.io/v1beta1",
                    kind: "ExecCredential",
                    status: { clientCertificateData: "certificate", clientKeyData: "key" },
                },
            );
        }
        assert.deepEqual(
            readCommands(folder),
            commands.map(([program, ...given]) => ({ program, arguments: given })),
        );
    });

    it("fail as the cloud's command does where arguments are missing", () =>
        assert.rejects(start("aws", "eks", "get-token", "--region", "eu-west-1"), {
            code: 1,
            stderr: "aws: --cluster-name is missing\n",
        }));

    const cases: [string[], string | undefined][] = [
        [["get-token", "--login", "msi"], undefined],
        [["--login", "msi"], "get-token is missing"],
        [["get-token", "--login"], "--login needs a value"],
        [["get-token", "--login", "--server-id"], "--login needs a value"],
    ];
    for (const [given, problem] of cases) {
        it(`${problem === undefined ? "take" : "reject"} ${given.join(" ")}`, () =>
            assert.equal(argumentProblem(given, ["get-token", "--login"]), problem));
    }
});
