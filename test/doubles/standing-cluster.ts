import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fileNames } from "./folder";
import type { ClusterEndpoint } from "./rules";

/** The cluster that stands in for the cloud's, and how its administrator gets in. */
export interface StandingCluster extends ClusterEndpoint {
    /** PEM text. */
    readonly certificateAuthority: string;
    /** PEM text. */
    readonly clientCertificate: string;
    /** PEM text. */
    readonly clientKey: string;
}

/** Nothing listens at port 1. */
const nowhere = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "nowhere",
    contexts: [{ name: "nowhere", context: { cluster: "nowhere", user: "nowhere" } }],
    clusters: [{ name: "nowhere", cluster: { server: "https://127.0.0.1:1", "certificate-authority-data": "" } }],
    users: [{ name: "nowhere", user: {} }],
});

/** The cluster of the folder's kubeconfig, else one that does not answer. */
export function readStandingCluster(folder: string): StandingCluster {
    const file = join(folder, fileNames.kubeconfig);
    const kubeconfig = existsSync(file) ? readFileSync(file, "utf8") : nowhere;
    const parsed = parse(kubeconfig);
    const { context } = named(parsed.contexts, parsed["current-context"]);
    const { cluster } = named(parsed.clusters, context.cluster);
    const { user } = named(parsed.users, context.user);
    const decode = (text: string | undefined) => Buffer.from(text ?? "", "base64").toString("utf8");
    return {
        kubeconfig,
        server: cluster.server,
        certificateAuthorityData: cluster["certificate-authority-data"],
        certificateAuthority: decode(cluster["certificate-authority-data"]),
        clientCertificate: decode(user["client-certificate-data"]),
        clientKey: decode(user["client-key-data"]),
    };
}

function named(entries: readonly any[], name: string): any {
    const found = entries.find((entry) => entry.name === name);
    if (found === undefined) {
        throw new Error(`the stand-in cluster's kubeconfig has no entry "${name}"`);
    }
    return found;
}
