import { get, kubectl } from "./kubectl";

/**
 * Plays a cloud's autoscaler on a cluster of one node: the node takes on the role that a waiting pod asks for, as a new
 * node of that role would have it. Pods that run stay.
 */
export class NodesOnDemand {
    private playing = true;
    private readonly done: Promise<void>;

    constructor(private readonly namespace: string) {
        this.done = this.run();
    }

    async stop(): Promise<void> {
        this.playing = false;
        await this.done;
    }

    private async run(): Promise<void> {
        while (this.playing) {
            const pods: any[] = await get("pods", "--namespace", this.namespace);
            const [waiting] = pods.filter(({ spec }) => spec.nodeName === undefined && spec.nodeSelector !== undefined);
            if (waiting !== undefined) {
                const labels = Object.entries<string>(waiting.spec.nodeSelector).map(
                    ([key, value]) => `${key}=${value}`,
                );
                await kubectl("label", "nodes", "--all", "--overwrite", ...labels);
            }
            await new Promise((resolve) => setTimeout(resolve, 1000));
        }
    }
}
