// From nothing to a RUNNING job: `pulumi up` with the package against `kubectl apply` of the same manifests.
import { execFileSync, spawn } from "node:child_process";

const kubectl = (...args) => execFileSync("kubectl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const secondsSince = (start) => (performance.now() - start) / 1000;

/** Whether a job is RUNNING and STABLE; not if it is not there. */
function isRunning(namespace, name) {
    try {
        const { status } = JSON.parse(
            kubectl("get", "flinkdeployment", name, "--namespace", namespace, "--output", "json"),
        );
        return status?.jobStatus?.state === "RUNNING" && status.lifecycleState === "STABLE";
    } catch {
        return false;
    }
}

/**
 * Seconds until a job is seen RUNNING, and until what brings it up has ended.
 *
 * @param start starts a process that brings the job up, and resolves once that has ended.
 */
export async function untilRunning(namespace, name, start) {
    const begin = performance.now();
    const ended = start().then(() => secondsSince(begin));
    while (!isRunning(namespace, name)) {
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const running = secondsSince(begin);
    return { running, ended: await ended };
}

/**
 * Gives a function that takes what a stack has made in a namespace as manifests, removes all of it, and measures how long
 * `kubectl apply` of these takes to bring the job up again. The namespace is then left as the stack knows it.
 */
export function measureApply(namespace, name) {
    return () => {
        const manifests = ["namespace", "serviceaccount", "role", "rolebinding", "secret", "flinkdeployment"].flatMap(
            (kind) => items(kind, namespace).map(manifestOf),
        );
        kubectl("delete", "flinkdeployment", name, "--namespace", namespace);
        kubectl("delete", "namespace", namespace);
        return untilRunning(namespace, name, () => apply({ apiVersion: "v1", kind: "List", items: manifests }));
    };
}

/** Objects of a kind that belong to the stack. */
function items(kind, namespace) {
    if (kind === "namespace") {
        return [JSON.parse(kubectl("get", "namespace", namespace, "--output", "json"))];
    }
    const { items: all } = JSON.parse(kubectl("get", kind, "--namespace", namespace, "--output", "json"));
    return all.filter(({ metadata }) => metadata.name !== "default");
}

/** An object as somebody would keep it in a file: without what the cluster adds. */
function manifestOf({ metadata: { name, namespace, labels }, status: _, ...rest }) {
    return { ...rest, metadata: { name, namespace, labels } };
}

function apply(manifests) {
    const child = spawn("kubectl", ["apply", "--server-side", "--filename", "-"], {
        stdio: ["pipe", "ignore", "inherit"],
    });
    child.stdin.end(JSON.stringify(manifests));
    return new Promise((resolve) => child.on("close", resolve));
}
