import { findingsOf, type Finding } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { choiceProblems, unless } from "../../checks/values";
import { givenTextProblems } from "../shared/given-text";
import { gsBucketNames } from "../shared/gs";
import { optionalKubeconfigProblems } from "../shared/kubeconfig-input";
import { madeElsewhereProblems } from "../shared/made-elsewhere";
import { gkeIdentities } from "./choices";
import type { ExistingGkeClusterArgs } from "./existing-args";
import { knownExistingGkeArgs } from "./known-arguments";
import { clusterNameProblems, projectProblems } from "./names";
import { locationProblems } from "./region";

/** Everything that is wrong with the arguments of a GKE cluster that exists. Calls nothing. */
export function checkExistingGkeCluster(name: string, given: ExistingGkeClusterArgs): Finding[] {
    const args: Partial<ExistingGkeClusterArgs> = readableArguments(given, knownExistingGkeArgs);
    return findingsOf("ExistingGkeCluster", name, [
        ...argumentProblems(given, knownExistingGkeArgs),
        ...givenTextProblems("project", args.project, projectProblems),
        ...givenTextProblems("location", args.location, locationProblems),
        ...givenTextProblems("clusterName", args.clusterName, clusterNameProblems, true),
        ...optionalKubeconfigProblems(args.kubeconfig, args.context),
        ...choiceProblems("identity", args.identity, gkeIdentities),
        ...givenTextProblems("stateStore.bucket", args.stateStore?.bucket, bucketProblems, true),
        ...madeElsewhereProblems(args),
    ]);
}

function bucketProblems(bucket: string) {
    const { form, marks } = gsBucketNames;
    return unless(
        form.test(bucket),
        "stateStore.bucket",
        `must be lower-case letters, digits, ${marks}, at least 3, with a letter or digit at each end, got "${bucket}"`,
    );
}
