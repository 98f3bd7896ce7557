import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Runs a command of README in the checkout. */
function run(command: string): string {
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 2 ** 26,
    });
    assert.equal(status, 0, `${command} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
}

/** What the machine has that a cluster could leave behind. */
function traces(): Record<string, string[]> {
    const lines = (program: string, ...args: string[]) =>
        execFileSync(program, args, { encoding: "utf8" })
            .split("\n")
            .filter((line) => line !== "")
            .sort();
    const names = (folder: string) => (fs.existsSync(folder) ? fs.readdirSync(folder).sort() : []);
    return {
        processes: lines("ps", "-eo", "args").filter(
            (args) => /kube-apiserver|kubelet|containerd|devcluster|versitygw|etcd/.test(args) && !/ps -eo/.test(args),
        ),
        devices: names("/sys/class/net"),
        mounts: fs.readFileSync("/proc/mounts", "utf8").split("\n").sort(),
        cgroups: names("/sys/fs/cgroup/memory"),
        routes: fs.readFileSync("/proc/net/route", "utf8").split("\n").sort(),
    };
}

describe("the demo", () => {
    const kubectl = (...args: string[]) =>
        execFileSync(path.join(root, ".tools/bin/kubectl"), args, {
            encoding: "utf8",
            env: { ...process.env, KUBECONFIG: path.join(root, ".tools/kubeconfig") },
        });
    let before_: ReturnType<typeof traces>;
    before(() => {
        run("make demo-down");
        before_ = traces();
    });
    after(() => run("make demo-down"));

    it("ends with two real jobs, a checkpoint in S3 and exact word counts", () => {
        const output = run("make demo");
        assert.match(output, /state-machine +RUNNING \/ STABLE/);
        assert.match(output, /word-count +FINISHED \/ STABLE/);
        assert.match(output, /s3:\/\/flink\/flink-jobs\/state-machine\/checkpoints\/[0-9a-f]{32}\/chk-\d+/);
        assert.match(output, /all \d+ words agree with a count made here/);
        assert.match(output, /Flink UI: http:\/\/localhost:8081/);
        const jobs = JSON.parse(kubectl("get", "flinkdeployment", "--all-namespaces", "--output", "json")).items;
        assert.deepEqual(
            jobs.map(({ metadata, status }: any) => [metadata.name, status.jobStatus.state, status.lifecycleState]),
            [
                ["state-machine", "RUNNING", "STABLE"],
                ["word-count", "FINISHED", "STABLE"],
            ],
        );
    });

    it("changes nothing the second time and says so", () =>
        assert.match(run("make demo"), /\d+ unchanged\n(?!.*\d+ (created|updated|deleted))/));

    it("leaves no process, device, mount, cgroup, route or file", () => {
        run("make demo-down");
        assert.deepEqual(traces(), before_);
        assert.equal(fs.existsSync(path.join(root, ".tools/kubeconfig")), false);
        assert.equal(fs.existsSync(path.join(root, ".tools/demo")), false);
        assert.equal(execFileSync("git", ["status", "--porcelain", "stacks"], { cwd: root, encoding: "utf8" }), "");
    });
});
