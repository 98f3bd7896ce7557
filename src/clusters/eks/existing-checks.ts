import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { choiceProblems, notTogetherProblems, problemIf, textProblems, unless } from "../../checks/values";
import { givenTextProblems } from "../shared/given-text";
import { optionalKubeconfigProblems } from "../shared/kubeconfig-input";
import { madeElsewhereProblems } from "../shared/made-elsewhere";
import { eksIdentities } from "./choices";
import { endpointProblems } from "./endpoint-form";
import type { ExistingEksClusterArgs } from "./existing-args";
import { knownExistingEksArgs } from "./known-arguments";
import { bucketNameProblem, tagProblems } from "./names";
import { isRegion } from "./region";

type Args = Partial<ExistingEksClusterArgs>;

/** Everything that is wrong with the arguments of an EKS cluster that exists. Calls nothing. */
export function checkExistingEksCluster(name: string, given: ExistingEksClusterArgs): Finding[] {
    const args: Args = readableArguments(given, knownExistingEksArgs);
    return findingsOf("ExistingEksCluster", name, [
        ...argumentProblems(given, knownExistingEksArgs),
        ...givenTextProblems("region", args.region, regionProblems),
        ...givenTextProblems("clusterName", args.clusterName, clusterNameProblems, true),
        ...optionalKubeconfigProblems(args.kubeconfig, args.context),
        ...choiceProblems("identity", args.identity, eksIdentities),
        ...issuerProblems(args),
        ...storeProblems(args),
        ...tagProblems(args.tags ?? {}),
        ...madeElsewhereProblems(args),
    ]);
}

function regionProblems(region: string): Problem[] {
    return unless(isRegion(region), "region", `must be an AWS region, such as eu-west-1, got "${region}"`);
}

function clusterNameProblems(clusterName: string): Problem[] {
    return unless(clusterName !== "", "clusterName", 'must be the name of the cluster in AWS, got ""');
}

function storeProblems({ stateStore }: Args): readonly Problem[] {
    const path = "stateStore.bucket";
    const endpoint: unknown = stateStore?.endpoint;
    return [
        ...givenTextProblems(path, stateStore?.bucket, (bucket) => problemIf(path, bucketNameProblem(bucket)), true),
        ...(typeof endpoint === "string"
            ? endpointProblems("stateStore.endpoint", endpoint)
            : textProblems("stateStore.endpoint", endpoint)),
    ];
}

/** IAM takes one provider for each cluster, and clusters of others mostly have theirs. */
function issuerProblems({ identity = "podIdentity", oidcProviderArn }: Args): Problem[] {
    if (identity === "podIdentity") {
        return notTogetherProblems("oidcProviderArn", oidcProviderArn, 'identity "podIdentity"');
    }
    return unless(
        oidcProviderArn !== undefined,
        "oidcProviderArn",
        'is required for identity "irsa"; name the provider of OpenID Connect that IAM has for the cluster',
    );
}
