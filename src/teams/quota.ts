import type { TeamSettings } from "./settings";

/** Amounts that a team's pods may take together, as a ResourceQuota has them. */
export function quotaOf({ quota }: Pick<TeamSettings, "quota">): Record<string, string> {
    const { cpu, memoryGiB, pods, storageGiB, publicServices } = quota;
    return {
        ...(cpu !== undefined && { "requests.cpu": String(cpu) }),
        // Flink's pods ask for what they may take, so the two are one.
        ...(memoryGiB !== undefined && { "requests.memory": gib(memoryGiB), "limits.memory": gib(memoryGiB) }),
        ...(pods !== undefined && { pods: String(pods) }),
        ...(storageGiB !== undefined && { "requests.storage": gib(storageGiB) }),
        ...(!publicServices && { "services.loadbalancers": "0", "services.nodeports": "0" }),
    };
}

/** Limits of each container, as a LimitRange has them. A quota refuses pods with a container that asks for nothing. */
export function containerLimits({ containers }: Pick<TeamSettings, "containers">) {
    const { maxCpu, maxMemoryMiB, defaultCpu, defaultMemoryMiB } = containers;
    const max = {
        ...(maxCpu !== undefined && { cpu: String(maxCpu) }),
        ...(maxMemoryMiB !== undefined && { memory: `${maxMemoryMiB}Mi` }),
    };
    return {
        type: "Container",
        defaultRequest: { cpu: String(defaultCpu), memory: `${defaultMemoryMiB}Mi` },
        // CPU is shared: without a limit a container may use what is idle.
        default: { ...(maxCpu !== undefined && { cpu: String(maxCpu) }), memory: `${defaultMemoryMiB}Mi` },
        ...(Object.keys(max).length > 0 && { max }),
    };
}

// Kubernetes reads a fraction of a Gi and keeps it in bytes; whole Mi stay readable.
function gib(amount: number): string {
    return Number.isInteger(amount) ? `${amount}Gi` : `${Math.ceil(amount * 1024)}Mi`;
}
