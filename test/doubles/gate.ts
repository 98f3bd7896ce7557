import { connect, createServer, BlockList, type Server, type Socket } from "node:net";
import { readThings } from "./account";
import type { Endpoint, Thing } from "./account-rules";
import { readProfile, type Profile } from "./profile";

/**
 * Stands before the stand-in cluster on this machine's own address and lets connections through as the endpoint of the
 * account's cluster would. The others are broken off.
 */
export class Gate {
    private constructor(
        private readonly server: Server,
        /** Such as `https://127.0.0.1:40123`. */
        readonly url: string,
        private readonly open: Set<Socket>,
    ) {}

    /** @param target such as `https://10.201.0.2:6443` */
    static async open(folder: string, target: string): Promise<Gate> {
        const { hostname, port } = new URL(target);
        const sockets = new Set<Socket>();
        const keep = (socket: Socket) => {
            sockets.add(socket);
            socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
        };
        const server = createServer((caller) => {
            keep(caller);
            if (!answers(readThings(folder), readProfile(folder), Date.now())) {
                caller.resetAndDestroy();
                return;
            }
            const api = connect(Number(port || 443), hostname);
            keep(api);
            caller.pipe(api).pipe(caller);
            caller.on("close", () => api.destroy());
            api.on("close", () => caller.destroy());
        });
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        server.unref();
        const address = server.address();
        const own = typeof address === "object" && address !== null ? address.port : 0;
        return new Gate(server, `https://127.0.0.1:${own}`, sockets);
    }

    close(): void {
        this.server.close();
        this.open.forEach((socket) => socket.destroy());
    }
}

/** Whether a cluster of the account lets the caller of the profile connect. */
export function answers(things: readonly Thing[], profile: Profile, nowMs: number): boolean {
    const clusters = things.filter(({ endpoint }) => endpoint !== undefined);
    return (
        clusters.length === 0 ||
        clusters.some(
            ({ endpoint, madeAtMs }) =>
                nowMs - madeAtMs >= (profile.silentSeconds ?? 0) * 1000 &&
                endpoint !== undefined &&
                reaches(endpoint, things, profile),
        )
    );
}

function reaches({ public: open, allowedCidrs, networks }: Endpoint, things: readonly Thing[], profile: Profile) {
    const { callerAddress } = profile;
    if (callerAddress === undefined) {
        return true;
    }
    const own = networks.some((id) => things.some((thing) => thing.id === id && thing.by !== "before"));
    return (networks.length > 0 && !own) || (open && isWithin(callerAddress, allowedCidrs));
}

function isWithin(address: string, ranges: readonly string[]): boolean {
    const list = new BlockList();
    for (const range of ranges) {
        const [start = "", prefix = "32"] = range.split("/");
        list.addSubnet(start, Number(prefix));
    }
    return list.check(address);
}
