/* global console, process, require */
/* eslint @typescript-eslint/no-require-imports: "off" -- plain JavaScript, as it reaches the engine */
// Runs stacks by the Automation API in one process, and prints how each ended as JSON: `[{ stack, ready | error }]`.
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const support = require(process.argv[2]);

const { FlinkDeployment, job, platform } = support;

async function run(stackName, jobName, parallelism) {
    const program = async () => ({ ready: new FlinkDeployment(jobName, job(platform(), { parallelism })).ready });
    const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "automation", program });
    try {
        const { outputs } = await stack.up({ color: "never" });
        return { stack: stackName, ready: outputs.ready.value };
    } catch (error) {
        return { stack: stackName, error: error.message };
    }
}

async function main() {
    const results = [];
    for (const args of [
        ["bad", "orders", 1],
        ["good", "payments", 1],
        ["bad", "orders", 2],
    ]) {
        results.push(await run(...args));
    }
    console.log(JSON.stringify(results));
}

main();
