import { spawn } from "node:child_process";
import { kubectl } from "./kubectl";

const namespace = "flink-operator";
const deployment = "deployment/flink-kubernetes-operator";

/** Ends the shared operator's pod at once, as a lost node would. */
export async function killOperator(): Promise<void> {
    const selector = "app.kubernetes.io/name=flink-kubernetes-operator";
    await kubectl("delete", "pod", "--namespace", namespace, "--selector", selector, "--grace-period=0", "--force");
}

export async function operatorIsBack(): Promise<void> {
    await kubectl("rollout", "status", deployment, "--namespace", namespace, "--timeout", "300s");
}

/**
 * Ends the operator as soon as its log tells of a savepoint that it has stopped the job with, and returns the savepoint.
 * Then Flink's job has ended, and the operator has yet to start it again or to delete what is left of it.
 */
export function killOperatorAfterSavepoint(jobNamespace: string, job: string): Promise<string> {
    const told = new RegExp(`suspended with savepoint (s3p://flink/${jobNamespace}/${job}/savepoints/[^\\s.]+)[.\\s]`);
    const log = spawn("kubectl", ["logs", "--follow", "--tail", "0", "--namespace", namespace, deployment]);
    return new Promise((resolve, reject) => {
        let seen = "";
        let savepoint: string | undefined;
        log.on("error", reject);
        log.on("close", () => {
            if (savepoint === undefined) {
                reject(new Error(`the operator's log ended without a savepoint of ${job}:\n${seen.slice(-4000)}`));
            }
        });
        log.stdout.on("data", (part: Buffer) => {
            seen += part.toString();
            const found = told.exec(seen)?.[1];
            if (found !== undefined && savepoint === undefined) {
                savepoint = found;
                killOperator()
                    .then(() => resolve(found), reject)
                    .finally(() => log.kill());
            }
        });
    });
}
