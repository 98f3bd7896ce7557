import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AksCluster } from "../../../src/clusters/aks/cluster";
import { azure, guidOf, place } from "../../support/aks-mocks";
import { AzureBlobDouble, storageToken, type AzureBlobArgs } from "../../support/azure-blob-double";
import { blobOperation } from "../../support/azure-blob-operations";
import { conditionHolds } from "../../support/policies/azure-conditions";
import { named, record, type Recorded } from "../../support/record";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "samples-script-"));
const text = "to be or not to be\n";
const binary = Buffer.from([0xff, 0x00, 0x0a, 0xfe]);
const names = ["jobs/input/text.txt", "jobs/input/data.bin"] as const;
const federatedToken = "eyJhbGci.service-account-token.c2ln";
const resourceOf = { account: "acmestate", container: "flink" } as const;

/** A Job's pod as the script sees it: its own command and variables, with files where the kubelet would put them. */
class Pod {
    private readonly command: readonly string[];
    private readonly variables: Record<string, string>;

    constructor(resources: readonly Recorded[]) {
        const { spec } = named(resources, "prod-samples-job").inputs.spec.template;
        const [container] = spec.containers;
        this.command = container.command;
        this.variables = Object.fromEntries(container.env.map(({ name, value }: any) => [name, value]));
        this.variables["SAMPLES_FOLDER"] = path.join(folder, "samples");
        this.variables["AZURE_FEDERATED_TOKEN_FILE"] = path.join(folder, "token");
        fs.writeFileSync(path.join(folder, "token"), federatedToken);
        const { data, binaryData } = named(resources, "prod-samples-files").inputs;
        for (const { key, path: name } of spec.volumes[0].configMap.items) {
            const file = path.join(folder, "samples", name);
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, data[key] ?? Buffer.from(binaryData[key], "base64"));
        }
    }

    /** Runs the script against a service, with the pod's waits cut short. */
    run(
        url: string,
        more: { readonly variables?: Readonly<Record<string, string>>; readonly names?: readonly string[] } = {},
    ): Promise<{ readonly code: number; readonly output: string }> {
        const [program = "", ...args] = [...this.command, ...(more.names ?? [])];
        const env = {
            PATH: process.env["PATH"],
            HOME: folder, // bash reads a profile of the machine where its input is a socket, as here
            ...this.variables,
            AZURE_AUTHORITY_HOST: `${url}/`,
            CONTAINER_URL: `${url}/flink`,
            GIVE_UP_SECONDS: "30",
            PAUSE_SECONDS: "0.05",
            ...more.variables,
        };
        return new Promise((done) => {
            execFile(program, args, { env }, (error, stdout, stderr) =>
                done({ code: error === null ? 0 : Number(error.code ?? -1), output: `${stdout}${stderr}` }),
            );
        });
    }
}

describe("the script that puts samples into the store on AKS", function () {
    this.timeout(60_000); // on a busy machine each program's start takes a moment
    let pod: Pod;
    let condition: string;
    const doubles: AzureBlobDouble[] = [];

    before(async () => {
        fs.writeFileSync(path.join(folder, "text.txt"), text);
        fs.writeFileSync(path.join(folder, "data.bin"), binary);
        const samples = Object.fromEntries(names.map((name) => [name, path.join(folder, path.basename(name))]));
        const args = { ...place, stateStore: { name: "acmestate", samples } };
        const resources = await record(() => new AksCluster("prod", args), azure);
        pod = new Pod(resources);
        condition = named(resources, "prod-samples-upload").inputs.condition;
    });
    after(() => {
        doubles.forEach((double) => double.close());
        fs.rmSync(folder, { recursive: true });
    });

    async function serve(more: Partial<AzureBlobArgs> = {}): Promise<{ double: AzureBlobDouble; url: string }> {
        const double = new AzureBlobDouble({
            tenantId: guidOf("2"),
            clientId: "client id of prod-prod-samples",
            federatedToken,
            container: "flink",
            permits: (name) => conditionHolds(condition, blobOperation("write", { ...resourceOf, path: name })),
            ...more,
        });
        doubles.push(double);
        return { double, url: await double.listen() };
    }

    it("puts each sample, byte for byte", async () => {
        const { double, url } = await serve();
        const { code, output } = await pod.run(url);
        assert.deepEqual([code, output], [0, names.map((name) => `put ${name}\n`).join("")]);
        assert.deepEqual([...double.files], [
            [names[0], Buffer.from(text)],
            [names[1], binary],
        ] as const);
    });

    it("tries again what is refused because identity and right are new, and says so once", async () => {
        const { double, url } = await serve({ refusals: { identity: 2, right: 2 } });
        const { code, output } = await pod.run(url);
        assert.equal(code, 0, output);
        assert.deepEqual(
            double.requests.map((request) => request.replace(/ \/\S*/, "")),
            [
                "POST 401",
                "POST 401",
                "POST 200",
                "PUT 403",
                "POST 200",
                "PUT 403",
                "POST 200",
                "PUT 201",
                "POST 200",
                "PUT 201",
            ],
        );
        const told = output.split("\n").filter((line) => line.endsWith("; trying again"));
        assert.equal(told.length, 2, output);
        assert.match(told[0] ?? "", /^signing in: .*AADSTS700213: No matching federated identity record .* 401; /);
        assert.match(told[1] ?? "", /^putting jobs\/input\/text\.txt: .*AuthorizationPermissionMismatch.* 403; /);
    });

    it("gives up after its time with the token of another service account, and puts nothing", async () => {
        const { double, url } = await serve({ federatedToken: "another" });
        const { code, output } = await pod.run(url, { variables: { GIVE_UP_SECONDS: "1" } });
        assert.equal(code, 1, output);
        assert.match(output, /signing in: .*AADSTS700213.*; given up after \d+ s\n$/);
        assert.deepEqual([...double.files], []);
        assert.ok(double.requests.length > 1 && double.requests.every((request) => request.startsWith("POST ")));
    });

    it("cannot put a file that is no sample, by the right that it is given", async () => {
        const { double, url } = await serve();
        fs.writeFileSync(path.join(folder, "samples", "jobs", "checkpoint"), "");
        const more = { names: ["jobs/checkpoint"], variables: { GIVE_UP_SECONDS: "1" } };
        const { code, output } = await pod.run(url, more);
        assert.equal(code, 1, output);
        assert.match(output, /putting jobs\/checkpoint: .*AuthorizationPermissionMismatch.*; given up after /);
        assert.deepEqual([...double.files.keys()], [...names]);
    });

    it("ends at once where no time helps", async () => {
        const { double, url } = await serve({ container: "other" });
        const { code, output } = await pod.run(url);
        assert.equal(code, 1, output);
        assert.match(
            output,
            /^putting jobs\/input\/text\.txt: .*ContainerNotFound.* 404; this does not mend itself\n$/,
        );
        assert.equal(double.requests.length, 2);
    });

    it("tries again where nobody answers, and says what went wrong", async () => {
        const { double, url } = await serve();
        double.close();
        const { code, output } = await pod.run(url, { variables: { GIVE_UP_SECONDS: "1" } });
        assert.equal(code, 1, output);
        assert.match(output, /signing in: .*connect.* 000; given up after \d+ s\n$/);
    });

    it("names no token in an argument or a line of its output", async () => {
        const { url } = await serve({ refusals: { right: 1 } });
        const programs = path.join(folder, "programs");
        const log = path.join(folder, "arguments");
        fs.mkdirSync(programs);
        const wrapper = `#!/bin/bash\nprintf '%s\\n' "$@" >>${log}\nPATH=$REAL_PATH exec curl "$@"\n`;
        fs.writeFileSync(path.join(programs, "curl"), wrapper, { mode: 0o755 });
        const { PATH = "" } = process.env;
        const { code, output } = await pod.run(url, { variables: { PATH: `${programs}:${PATH}`, REAL_PATH: PATH } });
        assert.equal(code, 0, output);
        const seen = fs.readFileSync(log, "utf8") + output;
        assert.match(seen, /x-ms-blob-type: BlockBlob/);
        assert.deepEqual([seen.includes(storageToken), seen.includes(federatedToken)], [false, false]);
    });
});
