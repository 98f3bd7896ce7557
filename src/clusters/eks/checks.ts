import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import { choiceProblems, problemIf, repeatProblems, unless, wholeNumberProblems } from "../../checks/values";
import { offerProblem } from "../shared/kubernetes-support";
import { eksKubernetesOffer } from "./kubernetes-versions";
import type { EksClusterArgs } from "./args";
import { eksComputes, eksIdentities } from "./choices";
import { addonProblems } from "./addon-checks";
import { logProblems } from "./log-checks";
import { bucketProblems, tagProblems } from "./names";
import { endpointProblems } from "./endpoint-form";
import { eksEndpointProblems } from "./endpoint-checks";
import { networkProblems } from "./network-checks";
import { nodeProblems } from "./node-checks";
import { isRegion } from "./region";
import { knownEksArgs } from "./known-arguments";
import { eksSettings, type EksSettings } from "./settings";
import { natGatewayChoices, sinks } from "../shared/choices";
import { sampleProblems } from "../shared/samples";

/** Everything that is wrong with an EKS cluster's arguments. Calls nothing. */
export function checkEksCluster(name: string, args: EksClusterArgs): Finding[] {
    const settings = eksSettings(name, args);
    const regionProblems = unless(
        isRegion(args.region),
        "region",
        `must be an AWS region, such as eu-west-1, got "${args.region}"`,
    );
    return findingsOf("EksCluster", name, [
        ...argumentProblems(args, knownEksArgs),
        ...regionProblems,
        ...argumentChoiceProblems(settings),
        ...nameProblems(args, settings),
        ...versionProblems(settings),
        // What is measured by a region says nothing without one.
        ...(regionProblems.length === 0 ? networkProblems(args, settings) : []),
        ...eksEndpointProblems(args, settings),
        ...(regionProblems.length === 0 ? bucketProblems(args.stateStore ?? {}, settings.baseName, args.region) : []),
        ...storeProblems(args, settings),
        ...administratorProblems(settings),
        ...nodeProblems(args, settings),
        ...logProblems(settings),
        ...addonProblems(settings),
        ...tagProblems(settings.tags),
    ]);
}

/** Choices that a program without types may get wrong. */
function argumentChoiceProblems({ compute, identity, logs, metrics, natGateways }: EksSettings): Problem[] {
    return [
        ...choiceProblems("compute", compute, eksComputes),
        ...choiceProblems("identity", identity, eksIdentities),
        ...choiceProblems("logs", logs, sinks),
        ...choiceProblems("metrics", metrics, sinks),
        ...choiceProblems("network.natGateways", natGateways, natGatewayChoices),
    ];
}

// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
const longestClusterName = 100;

function nameProblems(args: EksClusterArgs, { clusterName }: EksSettings): Problem[] {
    return [
        ...wholeNumberProblems("generation", args.generation, 1),
        ...unless(
            clusterName.length <= longestClusterName,
            "clusterName",
            `must be at most ${longestClusterName} characters with the generation, got ${clusterName.length} in "${clusterName}"`,
        ),
        // "prod", "Prod_2" yes; "-prod", "prod.eu" no
        ...unless(
            /^[0-9A-Za-z][0-9A-Za-z_-]*$/.test(clusterName),
            "clusterName",
            `must be letters, digits, "-" and "_", starting with a letter or digit, got "${clusterName}"`,
        ),
    ];
}

function versionProblems({ kubernetesVersion }: EksSettings): Problem[] {
    return problemIf("kubernetesVersion", offerProblem(eksKubernetesOffer, kubernetesVersion));
}

function storeProblems(args: EksClusterArgs, { oldVersionDays, abortUploadsDays }: EksSettings): Problem[] {
    return [
        ...wholeNumberProblems("stateStore.oldVersionDays", oldVersionDays, 1),
        ...wholeNumberProblems("stateStore.abortUploadsDays", abortUploadsDays, 7),
        ...sampleProblems("stateStore.samples", args.stateStore?.samples),
        ...endpointProblems("stateStore.endpoint", args.stateStore?.endpoint),
    ];
}

// "arn:aws:iam::123456789012:role/teams/platform" yes; "arn:aws:sts::123456789012:assumed-role/platform/me" no
const principalArn = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

function administratorProblems({ administrators }: EksSettings): Problem[] {
    return administrators.flatMap((arn, index) => {
        const path = `administrators[${index}]`;
        if (!principalArn.test(arn)) {
            return [
                {
                    path,
                    problem: `must be the ARN of an IAM role or user, such as arn:aws:iam::123456789012:role/platform, got "${arn}"`,
                },
            ];
        }
        return repeatProblems("administrators", administrators, index);
    });
}
