import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../checks/findings";
import { watched } from "../owners/watch";

type Options = pulumi.ComponentResourceOptions;

/**
 * Options of a component in a cluster, whose provider all that it makes goes through.
 *
 * @throws pulumi.RunError if the options name another one.
 */
export function optionsInCluster(component: string, name: string, opts: Options, provider: k8s.Provider): Options {
    const others = providersOf(opts).filter((given) => k8s.Provider.isInstance(given) && given !== provider);
    rejectFindings(findingsOf(component, name, others.length === 0 ? [] : [otherCluster]));
    return watched(pulumi.mergeOptions(opts, { providers: [provider] }));
}

const otherCluster: Problem = {
    path: "opts.provider",
    problem: "cannot be another than its cluster's, as all of it goes into that cluster; leave it out",
};

/** A provider class of an SDK. */
interface ProviderClass {
    isInstance(value: unknown): boolean;
}

/**
 * Options of a cluster module, which makes its providers itself.
 *
 * @param made the classes of the providers that it makes beside that of Kubernetes, with the arguments that decide over them.
 * @throws pulumi.RunError if the options name a provider of one of these.
 */
export function clusterOptions(
    component: string,
    name: string,
    opts: Options,
    made: readonly { readonly of: ProviderClass; readonly decidedBy: string }[],
): Options {
    const problems = [...made, { of: k8s.Provider, decidedBy: "the cluster" }]
        .filter(({ of }) => providersOf(opts).some((given) => of.isInstance(given)))
        .map(({ decidedBy }) => ({
            path: "opts.provider",
            problem: `cannot be given, as the module makes its own from ${decidedBy}; leave it out`,
        }));
    rejectFindings(findingsOf(component, name, problems));
    return watched(opts);
}

/** The providers that options name, for the component or for what is below it. */
function providersOf({ provider, providers = [] }: Options): pulumi.ProviderResource[] {
    const several = Array.isArray(providers) ? providers : Object.values(providers);
    return provider === undefined ? several : [provider, ...several];
}
