import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs kubectl against the cluster of the tests and returns what it prints. */
export async function kubectl(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)("kubectl", args, { maxBuffer: 64 * 2 ** 20 });
    return stdout;
}

/** One object, or the items of a list, as Kubernetes holds them. */
export async function get(...args: string[]): Promise<any> {
    const found = JSON.parse(await kubectl("get", ...args, "--output", "json"));
    return found.kind === "List" ? found.items : found;
}

/** Looks again every second until `look` gives something; the last thing seen is in the error. */
export async function eventually<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + seconds * 1000;
    let problem = "";
    while (Date.now() < end) {
        try {
            const seen = await look();
            if (seen !== undefined) {
                return seen;
            }
        } catch (error) {
            problem = `: ${error instanceof Error ? error.message : String(error)}`;
        }
        await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error(`${what} did not happen within ${seconds} s${problem}`);
}

/** Status of a FlinkDeployment in the words of an acceptance test: `RUNNING/STABLE`. */
export async function jobState(namespace: string, name: string): Promise<string> {
    const { status } = await get("flinkdeployment", name, "--namespace", namespace);
    return `${status?.jobStatus?.state}/${status?.lifecycleState}`;
}

/** Answer of a job's Flink REST API, asked through the API server. */
export async function flinkRest(namespace: string, name: string, path: string): Promise<any> {
    const service = `/api/v1/namespaces/${namespace}/services/${name}-rest:rest/proxy`;
    return JSON.parse(await kubectl("get", "--raw", `${service}${path}`));
}
