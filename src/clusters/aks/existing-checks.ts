import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { choiceProblems, notTogetherProblems, shown, unless } from "../../checks/values";
import { givenTextProblems } from "../shared/given-text";
import { optionalKubeconfigProblems } from "../shared/kubeconfig-input";
import { madeElsewhereProblems } from "../shared/made-elsewhere";
import { aksLogins, existingAksIdentities } from "./choices";
import { defaults } from "./defaults";
import type { ExistingAksClusterArgs } from "./existing-args";
import { hadoopProblems } from "./hadoop-checks";
import { knownExistingAksArgs } from "./known-arguments";
import { aksTagProblems, azureNameProblems, guidProblems } from "./name-checks";
import { aksNamespaceLabels } from "./placement";

type Args = Partial<ExistingAksClusterArgs>;

/** Everything that is wrong with the arguments of an AKS cluster that exists. Calls nothing. */
export function checkExistingAksCluster(name: string, given: ExistingAksClusterArgs): Finding[] {
    const args: Args = readableArguments(given, knownExistingAksArgs);
    const { identity = defaults.identity, hadoopInImage, tags = {} } = args;
    return findingsOf("ExistingAksCluster", name, [
        ...argumentProblems(given, knownExistingAksArgs),
        ...placeProblems(args),
        ...(args.issuerUrl === undefined ? [] : givenTextProblems("issuerUrl", args.issuerUrl, issuerProblems, true)),
        ...optionalKubeconfigProblems(args.kubeconfig, args.context),
        ...loginProblems(args),
        ...choiceProblems("identity", args.identity, existingAksIdentities),
        ...hadoopProblems({ identity, hadoopInImage }),
        ...aksTagProblems({ tags }),
        ...madeElsewhereProblems(args),
        ...namespaceLabelProblems(args),
    ]);
}

/** Problems of what the cluster and the store are called, and where they are. */
function placeProblems({ stateStore, ...args }: Args): readonly Problem[] {
    type Kind = Parameters<typeof azureNameProblems>[1];
    const named = (path: string, value: unknown, kind: Kind, mayWait = false) =>
        givenTextProblems(path, value, (text) => azureNameProblems(path, kind, text), mayWait);
    return [
        ...(["subscriptionId", "tenantId"] as const).flatMap((path) =>
            givenTextProblems(path, args[path], (text) => guidProblems(path, text)),
        ),
        ...named("location", args.location, "location"),
        ...named("resourceGroup", args.resourceGroup, "resourceGroup"),
        ...named("clusterName", args.clusterName, "cluster", true),
        ...named("stateStore.account", stateStore?.account, "account", true),
        ...named("stateStore.container", stateStore?.container, "container", true),
        ...(stateStore?.resourceGroup === undefined
            ? []
            : named("stateStore.resourceGroup", stateStore.resourceGroup, "resourceGroup")),
    ];
}

// "https://westeurope.oic.prod-aks.azure.com/1111/2222/" yes; without "/" at its end, which tokens have, no:
// https://learn.microsoft.com/azure/aks/use-oidc-issuer
const issuerForm = /^https:\/\/[^/\s]+\/(\S*\/)?$/;

function issuerProblems(url: string): Problem[] {
    const words = 'the address that Azure shows for the cluster, https://… with "/" at its end';
    return unless(issuerForm.test(url), "issuerUrl", `must be ${words}, got "${url}"`);
}

function loginProblems({ login, kubeconfig }: Args): Problem[] {
    return kubeconfig === undefined
        ? choiceProblems("login", login, aksLogins)
        : notTogetherProblems("login", login, "kubeconfig");
}

/** Pod Security's other levels refuse the sidecar. */
function namespaceLabelProblems({ identity = defaults.identity, namespaceLabels = {} }: Args): Problem[] {
    return Object.entries(aksNamespaceLabels({ identity })).flatMap(([label, needed]) => {
        const given: unknown = namespaceLabels[label] ?? needed;
        return unless(
            given === needed,
            `namespaceLabels["${label}"]`,
            `must be "${needed}" with identity "${identity}", got ${shown(given)}; remove it or choose another identity`,
        );
    });
}
