import { playUntilStopped } from "../../support/play-until-stopped";
import { get, kubectl } from "./kubectl";

/**
 * Plays a cloud's autoscaler on a cluster of one node: the node takes on the role that a waiting pod asks for, as a new
 * node of that role would have it. Pods that run stay.
 */
export class NodesOnDemand {
    readonly stop: () => Promise<void>;

    constructor(namespace: string) {
        this.stop = playUntilStopped(1000, async () => {
            const pods: any[] = await get("pods", "--namespace", namespace);
            const [waiting] = pods.filter(({ spec }) => spec.nodeName === undefined && spec.nodeSelector !== undefined);
            if (waiting !== undefined) {
                const labels = Object.entries<string>(waiting.spec.nodeSelector).map(
                    ([key, value]) => `${key}=${value}`,
                );
                await kubectl("label", "nodes", "--all", "--overwrite", ...labels);
            }
        });
    }
}
