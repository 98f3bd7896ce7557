import * as crypto from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import { maxLabelLength } from "../../checks/names";
import type { Placement } from "../../contracts/cluster";
import type { Sample } from "../shared/sample-data";

/** Label of every server, and the beginning of their names. */
export const serverLabel = "object-store";
/** The bucket with Flink's state. */
export const stateBucket = "flink";
/** The server's default port. */
export const port = 7070;
/** Keys of the Secrets with the credentials. */
export const secretKeys = { accessKeyId: "accessKeyId", secretAccessKey: "secretAccessKey" } as const;

/** A server of one service account's part of the store. */
export interface Server {
    /** Name of its objects. */
    readonly name: string;
    /** Namespace of the store. */
    readonly namespace: string;
    /** Part of the store: its path below the root. */
    readonly prefix: string;
    readonly readOnly: boolean;
    readonly image: string;
    readonly imagePullSecrets: readonly string[];
    readonly samples: readonly Sample[];
    readonly claimName: pulumi.Input<string>;
    /** Secret with the credentials, by the uid that a new one changes. */
    readonly credentialsUid: pulumi.Input<string>;
    readonly placement: Placement;
}

/**
 * Name of a service account's server, which is also that of its Service. It does not begin with `s3`: Amazon's client takes
 * what follows `s3.` in a host for a region, and signs for that one.
 */
export function serverName(namespace: string, serviceAccount: string): string {
    const hash = crypto.createHash("sha256").update(`${namespace}/${serviceAccount}`).digest("hex").slice(0, 8);
    const name = `${serverLabel}-${namespace}`.slice(0, maxLabelLength - hash.length - 1);
    return `${name.replace(/-+$/, "")}-${hash}`;
}

/** Labels of a server's pods. */
export const podLabels = ({ name }: Pick<Server, "name">) => ({ app: serverLabel, "flink-platform/server": name });

/** Folder of a part of the store on the volume. */
export const folderOf = ({ prefix }: Server) => `parts/${prefix}`;

/** Folder of its bucket, which the kubelet makes as it mounts it. */
export const bucketOf = (server: Server) => `${folderOf(server)}/${stateBucket}`;
