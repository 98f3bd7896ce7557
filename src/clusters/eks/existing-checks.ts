import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { choiceProblems, notTogetherProblems, problemIf, unless } from "../../checks/values";
import { plainKubeconfigProblems } from "../shared/kubeconfig-input";
import { madeElsewhereProblems } from "../shared/made-elsewhere";
import { eksIdentities } from "./choices";
import { endpointProblems } from "./endpoint-form";
import type { ExistingEksClusterArgs } from "./existing-args";
import { bucketNameProblem, tagProblems } from "./names";
import { isRegion } from "./region";

/** Everything that is wrong with the arguments of an EKS cluster that exists. Calls nothing. */
export function checkExistingEksCluster(name: string, args: ExistingEksClusterArgs): Finding[] {
    const { region, kubeconfig, context, stateStore, identity, tags = {} } = args;
    return findingsOf("ExistingEksCluster", name, [
        ...unless(isRegion(region), "region", `must be an AWS region, such as eu-west-1, got "${region}"`),
        ...unless(args.clusterName !== "", "clusterName", 'must be the name of the cluster in AWS, got ""'),
        ...(kubeconfig === undefined
            ? notTogetherProblems("context", context, "the kubeconfig that is made here")
            : plainKubeconfigProblems(kubeconfig, context)),
        ...choiceProblems("identity", identity, eksIdentities),
        ...issuerProblems(args),
        ...problemIf("stateStore.bucket", plainBucketProblem(stateStore.bucket)),
        ...endpointProblems("stateStore.endpoint", stateStore.endpoint),
        ...tagProblems(tags),
        ...madeElsewhereProblems(args),
    ]);
}

/** A bucket's name says nothing before it is known. */
function plainBucketProblem(bucket: unknown): string | undefined {
    return typeof bucket === "string" ? bucketNameProblem(bucket) : undefined;
}

/** IAM takes one provider for each cluster, and clusters of others mostly have theirs. */
function issuerProblems({ identity = "podIdentity", oidcProviderArn }: ExistingEksClusterArgs): Problem[] {
    if (identity === "podIdentity") {
        return notTogetherProblems("oidcProviderArn", oidcProviderArn, 'identity "podIdentity"');
    }
    return unless(
        oidcProviderArn !== undefined,
        "oidcProviderArn",
        'is required for identity "irsa"; name the provider of OpenID Connect that IAM has for the cluster',
    );
}
