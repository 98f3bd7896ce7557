// Processor time of comparing specs with the definition of their operator's release, in fresh processes.
import { execFileSync } from "node:child_process";
import { median } from "./median.mjs";

const runs = 7;

/** A spec with the lists and maps that jobs have. */
const spec = {
    image: "flink:2.2.1-java17",
    flinkVersion: "v2_2",
    flinkConfiguration: { "taskmanager.numberOfTaskSlots": "2", "state.backend.type": "rocksdb" },
    podTemplate: {
        metadata: { labels: { team: "a" }, annotations: { note: "b" } },
        spec: {
            containers: [
                {
                    name: "flink-main-container",
                    env: [{ name: "A", value: "1" }],
                    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
                },
                { name: "sidecar", image: "sidecar:1", resources: { limits: { cpu: 1, memory: "64Mi" } } },
            ],
            volumes: [{ name: "tmp", emptyDir: {} }],
        },
    },
    jobManager: { resource: { memory: "1024m", cpu: 0.5 }, replicas: 1 },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
    job: { jarURI: "local:///a.jar", parallelism: 2, args: ["--a", "b"], upgradeMode: "last-state" },
};

/** Milliseconds of the first spec, with library and definition, and of a thousand more. */
export function measureValidation(packageFolder) {
    const program = `
        const { judgeByDefinition } = require("${packageFolder}/dist/jobs/deployment/spec-problems.js");
        const spec = ${JSON.stringify(spec)};
        const since = (start) => process.cpuUsage(start).user / 1e3 + process.cpuUsage(start).system / 1e3;
        const judge = () => {
            if (judgeByDefinition(spec, { release: "1.15.0" }).problems.length > 0) throw new Error("the spec is wrong");
        };
        const begin = process.cpuUsage();
        judge();
        const first = since(begin);
        const next = process.cpuUsage();
        for (let job = 0; job < 1000; job++) judge();
        console.log(JSON.stringify({ first, thousand: since(next) }));`;
    const samples = Array.from({ length: runs }, () =>
        JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })),
    );
    const middle = (measure) => median(samples.map((sample) => sample[measure]));
    return { first: middle("first"), thousand: middle("thousand") };
}
