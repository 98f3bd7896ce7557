import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

// What the distribution's own configuration opens for Java 17:
// https://github.com/apache/flink/blob/release-2.0/flink-dist/src/main/resources/config.yaml
const packages = ["lang", "net", "io", "nio", "lang.reflect", "text", "time", "util", "util.concurrent"];
const openings = [
    "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
    "--add-exports=java.management/sun.management=ALL-UNNAMED",
    ...packages.map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`),
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
];

/** A Flink of two processes on this machine, without its shell scripts. */
export class FlinkProcesses {
    private readonly running: ChildProcess[] = [];
    private readonly environment: NodeJS.ProcessEnv;
    private readonly configuration: string;

    /**
     * @param home folder with `lib`, `plugins` and `bin` of a distribution
     * @param folder for configuration and logs
     */
    constructor(
        private readonly home: string,
        private readonly folder: string,
        options: Readonly<Record<string, string>>,
        environment: Readonly<Record<string, string>>,
    ) {
        this.configuration = path.join(folder, "conf");
        fs.mkdirSync(this.configuration, { recursive: true });
        const lines = Object.entries(options).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
        fs.writeFileSync(path.join(this.configuration, "config.yaml"), `${lines.join("\n")}\n`);
        const appender = ["appender.a.name = a", "appender.a.type = CONSOLE", "appender.a.layout.type = PatternLayout"];
        const logging = ["rootLogger.level = INFO", "rootLogger.appenderRef.a.ref = a", ...appender];
        fs.writeFileSync(path.join(this.configuration, "log4j.properties"), `${logging.join("\n")}\n`);
        this.environment = {
            ...process.env,
            ...environment,
            FLINK_CONF_DIR: this.configuration,
            FLINK_PLUGINS_DIR: path.join(home, "plugins"),
        };
    }

    /** Starts both processes with the memory that Flink's own computation gives them. */
    start(): void {
        const entry = "org.apache.flink.runtime";
        this.run("jobmanager", ["-Xmx448m"], `${entry}.entrypoint.StandaloneSessionClusterEntrypoint`);
        const [jvm = "", dynamic = ""] = this.computed("GET_TM_RESOURCE_PARAMS");
        this.run(
            "taskmanager",
            [...jvm.split(" "), "-XX:+ExitOnOutOfMemoryError"],
            `${entry}.taskexecutor.TaskManagerRunner`,
            dynamic.split(" "),
        );
    }

    /** Submits the statements of a file of SQL. */
    async sql(file: string): Promise<void> {
        const program = path.join(__dirname, "RunSql.java");
        const args = [...openings, "-cp", this.classPath(), program, file];
        await promisify(execFile)("java", args, { env: this.environment });
    }

    /** Ends both processes. */
    stop(): void {
        this.running.forEach((child) => child.kill("SIGKILL"));
    }

    /** Whether both still run. */
    isRunning(): boolean {
        return this.running.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    }

    private classPath(): string {
        return path.join(this.home, "lib", "*");
    }

    private computed(command: string): string[] {
        const marker = "BASH_JAVA_UTILS_EXEC_RESULT:";
        const tool = "org.apache.flink.runtime.util.bash.BashJavaUtils";
        const jars = `${path.join(this.home, "bin", "bash-java-utils.jar")}:${this.classPath()}`;
        const output = execFileSync("java", ["-cp", jars, tool, command, "--configDir", this.configuration], {
            env: this.environment,
            encoding: "utf8",
        });
        return output
            .split("\n")
            .filter((line) => line.startsWith(marker))
            .map((line) => line.slice(marker.length));
    }

    private run(name: string, jvm: readonly string[], main: string, args: readonly string[] = []): void {
        const log = fs.openSync(path.join(this.folder, `${name}.log`), "w");
        const logging = `-Dlog4j.configurationFile=file:${path.join(this.configuration, "log4j.properties")}`;
        const all = [...jvm, ...openings, logging, "-cp", this.classPath(), main];
        const child = spawn("java", [...all, "--configDir", this.configuration, ...args], {
            env: this.environment,
            stdio: ["ignore", log, log],
        });
        this.running.push(child);
    }
}
