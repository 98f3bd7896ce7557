import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { nodeProcess } from "./cluster-node";
import { get } from "./kubectl";
import { workspace } from "./workspace";

const ports = { otlp: 14318, store: 19428 } as const;

/** A line as VictoriaLogs keeps it: its text in `_msg`, and every attribute by its name. */
export type StoredLine = Readonly<Record<string, string>>;

/**
 * A real receiver of OpenTelemetry's protocol, which hands everything on to a real VictoriaLogs. Both run on the node's
 * network, where pods reach them.
 */
export class LogStore {
    private readonly folder = path.join(workspace, "log-store");
    private readonly processes: ChildProcess[] = [];
    private address = "";

    /** Starts both; returns the URL for logs. */
    async start(): Promise<string> {
        fs.mkdirSync(this.folder, { recursive: true });
        const [node] = await get("nodes");
        this.address = node.status.addresses.find(({ type }: any) => type === "InternalIP").address;
        const configuration = path.join(this.folder, "receiver.yaml");
        fs.writeFileSync(configuration, JSON.stringify(receiver));
        await this.onNode("victoria-logs", `-storageDataPath=${this.folder}/data`, `-httpListenAddr=:${ports.store}`);
        await this.onNode("otel-collector", `--config=${configuration}`);
        return `http://${this.address}:${ports.otlp}/v1/logs`;
    }

    stop(): void {
        this.processes.forEach((process) => process.kill());
    }

    /** Lines that a query in LogsQL finds. */
    async find(query: string): Promise<StoredLine[]> {
        const url = `http://${this.address}:${ports.store}/select/logsql/query`;
        const response = await fetch(url, { method: "POST", body: new URLSearchParams({ query, limit: "20000" }) });
        const lines = (await response.text()).split("\n").filter((line) => line !== "");
        return lines.map((line) => JSON.parse(line) as StoredLine);
    }

    private async onNode(program: string, ...args: string[]): Promise<void> {
        const output = fs.openSync(path.join(this.folder, `${program}.log`), "w");
        const command = ["--target", await nodeProcess(), "--net", program, ...args];
        this.processes.push(spawn("nsenter", command, { stdio: ["ignore", output, output] }));
    }
}

const receiver = {
    receivers: { otlp: { protocols: { http: { endpoint: `0.0.0.0:${ports.otlp}` } } } },
    exporters: {
        otlphttp: { logs_endpoint: `http://127.0.0.1:${ports.store}/insert/opentelemetry/v1/logs` },
    },
    service: {
        telemetry: { metrics: { level: "none" } },
        pipelines: { logs: { receivers: ["otlp"], exporters: ["otlphttp"] } },
    },
};
