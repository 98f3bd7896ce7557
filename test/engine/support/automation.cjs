/* eslint @typescript-eslint/no-require-imports: "off" -- plain JavaScript, as it reaches the engine */
// Runs stacks by the Automation API in one process, and prints how each ended as JSON: `[{ stack, ready | error }]`.
const fs = require("node:fs");
const path = require("node:path");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const support = require(process.argv[2]);

const { FlinkDeployment, given, job, k8s, platform } = support;

// In the test's folder, which is removed at its end.
const workDir = path.resolve("automation");
fs.mkdirSync(workDir);

async function run(stackName, program) {
    const args = { stackName, projectName: "automation", program };
    const stack = await LocalWorkspace.createOrSelectStack(args, { workDir });
    try {
        const { outputs } = await stack.up({ color: "never" });
        return { stack: stackName, ready: outputs.ready.value };
    } catch (error) {
        return { stack: stackName, error: error.message };
    }
}

const oneJob = (name, parallelism) => async () => ({
    ready: new FlinkDeployment(name, job(platform(), { parallelism })).ready,
});

/** A job that is never up, beside a resource that the API server refuses. */
const otherFails = async () => {
    const on = platform();
    new FlinkDeployment("waiting", job(on, { readiness: {} }));
    const metadata = { name: "Not A Name", namespace: given.namespace };
    new k8s.core.v1.ConfigMap("refused", { metadata }, { provider: on.cluster.provider });
};

async function main() {
    const results = [];
    for (const [stackName, program] of [
        ["bad", oneJob("orders", 1)],
        ["good", oneJob("payments", 1)],
        ["bad", oneJob("orders", 2)],
        ["other", otherFails],
    ]) {
        results.push(await run(stackName, program));
    }
    console.log(JSON.stringify(results));
}

main();
