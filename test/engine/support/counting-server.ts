import { createServer, type Server } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import type { Api } from "./api";

/** Stands before the API server and writes down what is asked of it. */
export class CountingServer {
    /** Method and path of each request, in the order of their arrival. */
    readonly requests: string[] = [];

    private constructor(private readonly server: Server) {}

    static async start(api: Api): Promise<CountingServer> {
        const target = new URL(api.config.getCurrentCluster()?.server ?? "");
        const options = { hostname: target.hostname, port: target.port };
        await api.config.applyToHTTPSOptions(options);
        const server = createServer((incoming, answer) => {
            counting.requests.push(`${incoming.method} ${incoming.url?.split("?")[0]}`);
            const headers = { ...incoming.headers, host: target.host };
            const forwarded = request(
                { ...options, method: incoming.method, path: incoming.url, headers },
                (response) => {
                    answer.writeHead(response.statusCode ?? 502, response.headers);
                    response.pipe(answer);
                },
            );
            forwarded.on("error", () => answer.destroy());
            incoming.pipe(forwarded);
        });
        const counting = new CountingServer(server);
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        return counting;
    }

    /** Leads to this server; needs no credentials, for the server has its own. */
    get kubeconfig(): string {
        const { port } = this.server.address() as AddressInfo;
        return JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            "current-context": "counting",
            contexts: [{ name: "counting", context: { cluster: "counting", user: "counting" } }],
            clusters: [{ name: "counting", cluster: { server: `http://127.0.0.1:${port}` } }],
            users: [{ name: "counting", user: {} }],
        });
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }
}
