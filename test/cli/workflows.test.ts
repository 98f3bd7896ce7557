import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { startCommand } from "../support/command";
import { changes } from "../report/changes";
import { previewText } from "../report/previews";

const repository = resolve(__dirname, "../..");
const workflow = (file: string) => parse(readFileSync(join(repository, "workflows", file), "utf8"));
const stepOf = (file: string, job: string): string =>
    workflow(file).jobs[job].steps.find(({ name }: { name?: string }) => name === "report").run;

/** The comments of a pull request, by the APIs of GitHub and GitLab, which refuse bodies that are too long. */
class PlayedHost {
    readonly comments: { id: number; body: string }[] = [];
    readonly tokens = new Set<string>();
    private readonly server: Server;

    constructor() {
        this.server = createServer((request, response) => {
            let text = "";
            request.on("data", (chunk) => (text += chunk));
            request.on("end", () => {
                this.tokens.add(String(request.headers.authorization ?? request.headers["private-token"]));
                const [status, body] = this.answer(request.method ?? "", request.url ?? "", text);
                response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
            });
        });
    }

    async start(): Promise<string> {
        await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.closeAllConnections();
        this.server.close();
    }

    private answer(method: string, url: string, text: string): [number, unknown] {
        const { pathname, searchParams } = new URL(url, "http://host");
        const list = /^\/(?:repos\/acme\/shop\/issues\/12\/comments|projects\/7\/merge_requests\/12\/notes)$/;
        const one = /^\/(?:repos\/acme\/shop\/issues\/comments|projects\/7\/merge_requests\/12\/notes)\/(\d+)$/.exec(
            pathname,
        );
        if (method === "GET" && list.test(pathname)) {
            const page = Number(searchParams.get("page") ?? 1);
            const size = Number(searchParams.get("per_page") ?? 30);
            return [200, this.comments.slice((page - 1) * size, page * size)];
        }
        const { body = "" } = text === "" ? {} : JSON.parse(text);
        if (body.length > 65_536) {
            return [422, { message: "Body is too long (maximum is 65536 characters)" }];
        }
        if (method === "POST" && list.test(pathname)) {
            this.comments.push({ id: this.comments.length + 1, body });
            return [201, this.comments.at(-1)];
        }
        const comment = this.comments.find(({ id }) => String(id) === one?.[1]);
        const update = pathname.startsWith("/repos") ? "PATCH" : "PUT";
        if (method === update && comment !== undefined) {
            comment.body = body;
            return [200, comment];
        }
        return [404, { message: "Not Found" }];
    }
}

describe("the workflows", function () {
    this.timeout(120_000);
    let folder: string;
    let address: string;
    let host: PlayedHost;

    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "workflow-"));
        const program = (name: string, text: string) => {
            writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
            chmodSync(join(folder, name), 0o755);
        };
        const tsx = join(repository, "node_modules", "tsx", "dist", "cli.mjs");
        program("npx", `shift; exec "${process.execPath}" "${tsx}" "${join(repository, "src/cli/main.ts")}" "$@"`);
        program("pulumi", `printf '%s ' "$@" >>pulumi-arguments; cat preview.json`);
        host = new PlayedHost();
        address = await host.start();
    });
    afterEach(() => {
        host.stop();
        rmSync(folder, { recursive: true });
    });

    const give = (file: string, change: string) => {
        writeFileSync(join(folder, file), previewText(changes[change]?.steps ?? []));
    };
    const run = (script: string, environment: Readonly<Record<string, string>> = {}) =>
        startCommand("bash", ["-e", "-c", script], {
            cwd: folder,
            env: { PATH: `${folder}:${process.env["PATH"]}`, ...environment },
            detached: false,
        }).ended;

    const github = () => ({
        GITHUB_TOKEN: "t0ken",
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_API_URL: address,
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
        NUMBER: "12",
    });

    it("report in one comment at GitHub, which a second run updates, and fail for a loss of state", async () => {
        host.comments.push(...Array.from({ length: 130 }, (_, index) => ({ id: index + 1, body: "a comment" })));
        give("preview-eks.json", "upgrade mode changed");
        const losing = await run(stepOf("github/preview.yml", "report"), github());
        assert.equal(losing.code, 3, losing.output);
        assert.equal(host.comments.length, 131);
        const golden = readFileSync(join(repository, "test/report/golden/upgrade-mode-changed.md"), "utf8");
        assert.equal(host.comments.at(-1)?.body, golden);
        assert.equal(readFileSync(join(folder, "summary"), "utf8"), golden);

        give("preview-eks.json", "Flink 1.17 to 1.18");
        const step = await run(stepOf("github/preview.yml", "report"), github());
        assert.equal(step.code, 0, step.output);
        assert.equal(host.comments.length, 131);
        assert.match(
            host.comments.at(-1)?.body ?? "",
            /^<!-- flink-platform preview -->\n\n## Preview: needs attention\n/,
        );
        assert.deepEqual([...host.tokens], ["Bearer t0ken"]);
        assert.doesNotMatch(losing.output + step.output, /t0ken/);
    });

    it("report in one note at GitLab", async () => {
        const script = workflow("gitlab/gitlab-ci.yml").report.script[1];
        const environment = {
            GITLAB_TOKEN: "t0ken",
            CI_PROJECT_ID: "7",
            CI_API_V4_URL: address,
            CI_MERGE_REQUEST_IID: "12",
        };
        give("preview-eks.json", "nothing");
        for (let count = 0; count < 2; count += 1) {
            const { code, output } = await run(script, environment);
            assert.equal(code, 0, output);
        }
        assert.deepEqual(
            host.comments.map(({ body }) => body.split("\n")[2]),
            ["## Preview: safe"],
        );
    });

    it("stop a deployment that loses state, and find drift, by a preview of their own", async () => {
        give("preview.json", "upgrade mode changed");
        const deploy = await run(stepOf("github/deploy.yml", "deploy"), { STACK: "eks" });
        assert.equal(deploy.code, 3, deploy.output);
        give("preview.json", "scale up");
        const drift = await run(stepOf("github/drift.yml", "drift"), { STACK: "eks" });
        assert.equal(drift.code, 2, drift.output);
        assert.equal(
            readFileSync(join(folder, "pulumi-arguments"), "utf8"),
            "preview --json --show-sames --non-interactive --stack eks preview --json --show-sames --non-interactive --stack eks --refresh ",
        );
    });

    it("need no secret for a report from JSON, and say what is missing for a comment", async () => {
        give("preview-eks.json", "scale up");
        const report = await run("npx flink-platform preview --from preview-eks.json -f markdown -o report.md");
        assert.equal(report.code, 0, report.output);
        const comment = await run("npx flink-platform comment report.md --host github --number 12");
        assert.deepEqual(
            [comment.code, comment.output],
            [
                1,
                "flink-platform comment: GITHUB_REPOSITORY is missing in the environment; see flink-platform comment --help\n",
            ],
        );
        assert.ok(existsSync(join(folder, "report.md")));
    });
});
