// Processor time of all that is judged of many changed applications in a preview, in fresh processes.
import { execFileSync } from "node:child_process";
import { median } from "./median.mjs";

const runs = 5;
const count = 1000;

/** Milliseconds for a thousand applications: checks and rules of each, and the impact of a change of it. */
export function measureJudgement(packageFolder) {
    const program = `
        const from = (file) => require("${packageFolder}/dist/" + file + ".js");
        const { checkFlinkApplication } = from("jobs/application/checks");
        const { buildSpec } = from("jobs/application/spec");
        const { surroundingsToCheck } = from("jobs/application/verdict");
        const { impactOf } = from("impact/decision");
        const { impactSentence } = from("impact/sentences");
        const { operatorFacts } = from("platform/operator/checks");
        const { operatorSettings } = from("platform/operator/settings");
        const { localFacts } = from("clusters/local/cluster");
        const facts = { operator: operatorFacts(operatorSettings({})), cluster: localFacts({}) };
        const args = (image) => ({
            namespace: "jobs",
            image,
            jar: "local:///orders.jar",
            args: ["--from", "a"],
            parallelism: 4,
            jobManager: { replicas: 2 },
            flinkConfiguration: { "table.exec.state.ttl": "1 h", "restart-strategy.type": "exponential-delay" },
            podTemplate: { spec: { containers: [{ name: "flink-main-container", env: [{ name: "A", value: "1" }] }] } },
        });
        const surroundings = surroundingsToCheck("jobs", facts.cluster.store);
        const checked = (name, image) => {
            const { findings, settings } = checkFlinkApplication(name, args(image), facts);
            if (findings.length > 0) throw new Error("the application is wrong");
            return settings;
        };
        const version = (name, settings) => ({ namespace: "jobs", name, spec: buildSpec(settings, surroundings) });
        const all = Array.from({ length: ${count} }, (_, index) => "job-" + index);
        const before = all.map((name) => version(name, checked(name, "orders:1")));
        const used = (start) => (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1e3;
        const begin = process.cpuUsage();
        const settings = all.map((name) => checked(name, "orders:2"));
        const checks = used(begin);
        const next = process.cpuUsage();
        const lines = all.map((name, index) => {
            return impactSentence(impactOf(before[index], version(name, settings[index]), facts.operator));
        });
        const impact = used(next);
        if (new Set(lines).size !== 1 || !lines[0].includes("because spec.image changes")) throw new Error(lines[0]);
        console.log(JSON.stringify({ checks, impact }));`;
    const samples = Array.from({ length: runs }, () =>
        JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })),
    );
    const middle = (measure) => median(samples.map((sample) => sample[measure]));
    return { checks: middle("checks"), impact: middle("impact") };
}
