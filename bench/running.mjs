// From nothing to a RUNNING job: `pulumi up` with the package against `kubectl apply` of the same manifests.
import { execFileSync, spawnSync } from "node:child_process";

const kubectl = (...args) => execFileSync("kubectl", args, { encoding: "utf8" });

/** Seconds until every named FlinkDeployment of a namespace reads RUNNING. */
export async function applyUntilRunning(manifests, namespace, names) {
    const start = performance.now();
    spawnSync("kubectl", ["apply", "--server-side", "--filename", "-"], {
        input: manifests,
        stdio: ["pipe", "ignore", "inherit"],
    });
    const missing = new Set(names);
    while (missing.size > 0) {
        const { items } = JSON.parse(kubectl("get", "flinkdeployment", "--namespace", namespace, "--output", "json"));
        for (const { metadata, status } of items) {
            if (status?.jobStatus?.state === "RUNNING" && status.lifecycleState === "STABLE") {
                missing.delete(metadata.name);
            }
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return (performance.now() - start) / 1000;
}

/** The FlinkDeployment of a namespace as somebody would keep it in a file: without what the cluster adds. */
export function manifestOf(namespace, name) {
    const { apiVersion, kind, metadata, spec } = JSON.parse(
        kubectl("get", "flinkdeployment", name, "--namespace", namespace, "--output", "json"),
    );
    return JSON.stringify({ apiVersion, kind, metadata: { name, namespace, labels: metadata.labels }, spec });
}
