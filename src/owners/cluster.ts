import type * as pulumi from "@pulumi/pulumi";
import { perRun } from "../run/per-run";

/** A cluster as far as a program tells: the first provider that leads to it, or undefined for the default one. */
export type Cluster = pulumi.ProviderResource | undefined;

const currentRun = perRun(() => ({
    byAddress: new Map<string, pulumi.ProviderResource>(),
    first: new WeakMap<pulumi.ProviderResource, pulumi.ProviderResource>(),
}));

/** Says where a provider leads. Providers of which that is not said lead to a cluster each. */
export function leadsTo(provider: pulumi.ProviderResource, address: string): void {
    const { byAddress, first } = currentRun();
    const known = byAddress.get(address) ?? provider;
    byAddress.set(address, known);
    first.set(provider, known);
}

/** The cluster that a provider leads to. */
export function clusterOf(provider: pulumi.ProviderResource | undefined): Cluster {
    return provider === undefined ? undefined : (currentRun().first.get(provider) ?? provider);
}
