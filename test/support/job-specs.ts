import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkSessionCluster } from "../../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../../src/jobs/session-job/session-job";
import { FlinkPlatform } from "../../src/platform/platform";
import { program } from "../../src/program";
import { readConfig } from "../../src/stack/config";
import { azure } from "./aks-mocks";
import { eksMocks } from "./eks-mocks";
import { fakeCluster } from "./fake-cluster";
import { filledStack } from "./filled-stack";
import { google } from "./gke-mocks";
import { record, type RecordOptions, type Recorded } from "./record";
import { unreachableKubeconfig } from "./unreachable-kubeconfig";

const repository = path.resolve(__dirname, "../..");
const stacks = path.join(repository, "stacks");

/** A program with jobs, by the name of the file that keeps their objects. */
interface JobProgram {
    readonly name: string;
    readonly run: () => unknown;
    readonly options?: RecordOptions;
}

const mocks: Readonly<Record<string, RecordOptions>> = { eks: eksMocks, gke: google, aks: azure };

const ofStackFiles: readonly JobProgram[] = ["aks", "demo", "eks", "existing", "gke", "local"].map((cloud) => ({
    name: cloud,
    run: () => program(readConfig(valuesOf(cloud))),
    options: mocks[cloud] ?? {},
}));

/** The shipped stack file's values as Pulumi hands them to a program, without what only a user's machine has. */
function valuesOf(cloud: string): Record<string, string> {
    const { config } = parse(filledStack(fs.readFileSync(path.join(stacks, `Pulumi.${cloud}.yaml`), "utf8"))) as {
        readonly config: Readonly<Record<string, any>>;
    };
    // Its samples' files start at the project's folder, which only the engine tells.
    const placed = JSON.stringify(config).replaceAll('"LICENSE"', JSON.stringify(path.join(repository, "LICENSE")));
    const values = JSON.parse(placed) as Record<string, any>;
    const cluster = values["flink-platform:cluster"];
    if (["local", "existing"].includes(cluster.cloud)) {
        cluster.kubeconfig = unreachableKubeconfig;
        delete cluster.context;
    }
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
}

const jar = "local:///opt/flink/usrlib/orders.jar";

/** Jobs with many arguments, on a cluster of constants. */
const ofArguments: JobProgram = {
    name: "arguments",
    run: () => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release: "1.15.0" } });
        const at = { platform, namespace: "jobs", jar } as const;
        for (const flinkVersion of ["1.18", "1.19", "1.20", "2.0", "2.2"] as const) {
            new FlinkApplication(`plain-${flinkVersion.replace(".", "-")}`, { ...at, flinkVersion });
        }
        new FlinkApplication("full", {
            ...at,
            flinkVersion: "1.20",
            image: "registry.example.com/orders:7",
            imagePullPolicy: "Always",
            entryClass: "com.example.Orders",
            args: ["--to", "{jobFiles}/out"],
            parallelism: 6,
            upgradeMode: "savepoint",
            checkpointIntervalSeconds: 30,
            savepointOnDelete: true,
            savepointFormat: "NATIVE",
            restartNonce: 3,
            jobManager: { replicas: 2, memoryMiB: 2048, cpu: 1, cpuLimit: 3 },
            taskManager: { taskSlots: 2, memoryMiB: 4096, cpu: 2 },
            plugins: ["flink-gs-fs-hadoop"],
            flinkConfiguration: { "restart-strategy": { type: "exponential-delay" }, "web.cancel.enable": true },
            podTemplate: {
                metadata: { labels: { team: "shop" } },
                spec: { containers: [{ name: "flink-main-container", env: [{ name: "REGION", value: "eu" }] }] },
            },
            logConfiguration: { "log4j-console.properties": "rootLogger.level = INFO\n" },
            ingress: { template: "{{name}}.example.com", className: "nginx" },
            labels: { team: "shop" },
            annotations: { owner: "shop" },
        });
        new FlinkApplication("standalone", { ...at, mode: "standalone", taskManager: { replicas: 3 } });
        new FlinkApplication("suspended", { ...at, state: "suspended", upgradeMode: "stateless" });
        const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "jobs" });
        new FlinkSessionJob("small", { platform, sessionCluster, jar: "https://jars.example.com/small.jar" });
    },
};

/** Every program whose jobs a new version of the package must leave alone. */
export const jobPrograms: readonly JobProgram[] = [...ofStackFiles, ofArguments];

/** The operator's objects that a program makes, whole and in the order of their names, as JSON. */
export async function jobObjects({ run, options }: JobProgram): Promise<string> {
    const resources = await record(run, options);
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:flink.apache.org/"));
    const key = ({ inputs }: Recorded) => `${inputs.kind}/${inputs.metadata.namespace}/${inputs.metadata.name}`;
    const byKey = objects.map((object) => [key(object), object.inputs] as const);
    return `${JSON.stringify(Object.fromEntries(byKey.sort(([one], [other]) => (one < other ? -1 : 1))), null, 4)}\n`;
}

/** The file that keeps them. */
export function jobObjectsFile({ name }: JobProgram): string {
    return path.join(repository, "test", "job-specs", `${name}.json`);
}
