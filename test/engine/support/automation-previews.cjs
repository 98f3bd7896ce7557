/* eslint @typescript-eslint/no-require-imports: "off" -- plain JavaScript, as it reaches the engine */
// Previews two stacks at once by the Automation API, and prints how each ended as JSON: `{ wrong, right }`, where a stack
// that failed has the CLI's message and the other one "well".
const fs = require("node:fs");
const path = require("node:path");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { FlinkDeployment, job, platform, pulumi } = require(process.argv[2]);

// In the test's folder, which is removed at its end.
const workDir = path.resolve("automation");
fs.mkdirSync(workDir);

async function preview(stackName, program) {
    const stack = await LocalWorkspace.createStack({ stackName, projectName: "automation", program }, { workDir });
    try {
        await stack.preview({ color: "never" });
        return "well";
    } catch (error) {
        return error.message;
    }
}

/** Programs that are still under way when the other one has made its jobs. */
const programOf = (jobs) => async () => {
    const on = platform();
    for (const [name, parallelism] of Object.entries(jobs)) {
        new FlinkDeployment(name, job(on, { parallelism }));
        await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    return { done: pulumi.output("done") };
};

async function main() {
    const [wrong, right] = await Promise.all([
        preview("wrong", programOf({ orders: 0, good: 1, payments: -1 })),
        preview("right", programOf({ first: 1, second: 1, third: 1 })),
    ]);
    console.log(JSON.stringify({ wrong, right }));
}

main();
