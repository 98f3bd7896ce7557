import type * as container from "@pulumi/gcp/container";
import * as gcp from "@pulumi/gcp/provider";
import * as pulumi from "@pulumi/pulumi";
import { createNodeAccount, grantAdministrators } from "./access";
import type { GkeClusterArgs } from "./args";
import { createControlPlane } from "./control-plane";
import { createGkeKeys, type GkeKey } from "./keys";
import { createGkeNetwork } from "./network";
import { createNodePools } from "./nodes";
import { enableServices, projectNumber } from "./apis";
import type { GkeSettings } from "./settings";
import { gkeSamples, gkeStateBucket } from "./state-store";

/** What a cluster is made of, as far as it is asked for again. */
export interface Parts {
    readonly settings: GkeSettings;
    readonly cloudProvider: gcp.Provider;
    readonly projectNumber: pulumi.Output<string>;
    readonly bucket: pulumi.Output<string>;
    readonly secretsKey: GkeKey;
    readonly cluster: container.Cluster;
    /** Host name of the DNS endpoint. */
    readonly endpoint: pulumi.Output<string>;
    /** With these, pods run and the administrators get in. */
    readonly ready: readonly pulumi.Resource[];
}

/** Registers everything in Google's cloud, in the order in which it is needed. */
export function createParts(name: string, args: GkeClusterArgs, settings: GkeSettings, parent: pulumi.Resource): Parts {
    const { project, region } = settings;
    const cloudProvider = new gcp.Provider(`${name}-gcp`, { project, region }, { parent });
    const services = enableServices(name, settings, { parent, provider: cloudProvider });
    const opts = { parent, provider: cloudProvider, dependsOn: [...services] };
    const number = projectNumber(settings, cloudProvider, services);
    const keys = createGkeKeys(name, args, settings, number, opts);
    const bucket = gkeStateBucket(name, settings, keys.state, opts);
    gkeSamples(name, args.stateStore?.samples, bucket, opts);
    const existing = args.network?.existing;
    const network = existing === undefined ? createGkeNetwork(name, settings, opts) : { ...existing, wayOut: [] };
    const account = createNodeAccount(name, settings, opts);
    const needs = { network, serviceAccount: account.email, diskKey: keys.secrets.id };
    const withRights = { ...opts, dependsOn: [...services, ...keys.secrets.grants, ...account.grants] };
    const cluster = createControlPlane(name, settings, needs, withRights);
    const pools = createNodePools(name, settings, cluster.id, needs, withRights);
    const administrators = grantAdministrators(name, settings, opts);
    return {
        settings,
        cloudProvider,
        projectNumber: number,
        bucket,
        secretsKey: keys.secrets,
        cluster,
        endpoint: cluster.controlPlaneEndpointsConfig.apply((config) => named(config.dnsEndpointConfig?.endpoint)),
        ready: [...pools, ...network.wayOut, ...administrators],
    };
}

/** At preview a new cluster has none yet. */
function named(endpoint: string | undefined): string {
    if (endpoint === undefined && !pulumi.runtime.isDryRun()) {
        throw new Error(
            "Kubernetes Engine gave the cluster no DNS endpoint, and nothing else leads to its control plane",
        );
    }
    return endpoint ?? "";
}
