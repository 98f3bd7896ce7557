import type { Server } from "node:http";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Judge } from "../../support/policies/judge";
import { judgingProxy, type Judged } from "../../support/policies/judging-proxy";
import { listenOnNode } from "./cluster-node";
import { get, kubectl } from "./kubectl";
import { workspace } from "./workspace";

const outside = "object-store-outside";

/** A local cluster's object store, behind a proxy that judges each request. */
export class JudgedStore {
    /** Every request so far, in the order in which they were answered. */
    readonly judged: Judged[] = [];

    private constructor(
        /** Address of the proxy, for pods and for this process. */
        readonly endpoint: string,
        /** Address of the store itself, for this process. */
        readonly unjudgedEndpoint: string,
        private server: Server | undefined,
    ) {}

    /**
     * @param namespace of the store
     * @param port of the node, which no other test may use
     */
    static async start(namespace: string, port: number, judge: Judge): Promise<JudgedStore> {
        const file = path.join(workspace, `${outside}-${namespace}.json`);
        const ports = [{ port: 7070, targetPort: "s3" }];
        const spec = { type: "NodePort", selector: { app: "object-store" }, ports };
        const service = { apiVersion: "v1", kind: "Service", metadata: { name: outside, namespace }, spec };
        fs.writeFileSync(file, JSON.stringify(service));
        await kubectl("apply", "--filename", file);
        const { spec: made } = await get("service", outside, "--namespace", namespace);
        const [node] = await get("nodes");
        const { address } = node.status.addresses.find(({ type }: any) => type === "InternalIP");
        const store = new JudgedStore(
            `http://${address}:${port}`,
            `http://${address}:${made.ports[0].nodePort}`,
            undefined,
        );
        store.server = judgingProxy(store.unjudgedEndpoint, judge, (judged) => store.judged.push(judged));
        await listenOnNode(store.server, port, "0.0.0.0");
        return store;
    }

    stop(): void {
        this.server?.close().closeAllConnections();
    }
}
