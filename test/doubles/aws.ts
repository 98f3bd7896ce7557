import { awsAccount } from "./aws-account";
import { awsFreshAccount } from "./aws-fresh-account";
import { awsClusterTypes } from "./aws-cluster";
import { region } from "./aws-forms";
import { awsNetworkTypes } from "./aws-network";
import { awsRightsTypes, callerIdentity } from "./aws-rights";
import { awsSinkFunctions, awsSinkTypes } from "./aws-sinks";
import { awsStoreTypes } from "./aws-store";
import { any, matching } from "./property-rules";
import type { ProviderRules } from "./rules";

/** AWS, as far as an EKS cluster module uses it. */
export const awsRules: ProviderRules = {
    provider: "aws",
    configuration: {
        required: ["region"],
        properties: {
            region: matching(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region"),
            defaultTags: any,
            // The SDK adds these to every provider.
            skipCredentialsValidation: any,
            skipRegionValidation: any,
        },
    },
    types: { ...awsNetworkTypes, ...awsClusterTypes, ...awsRightsTypes, ...awsStoreTypes, ...awsSinkTypes },
    functions: {
        "aws:index/getCallerIdentity:getCallerIdentity": () => callerIdentity,
        // The account is in eu-west-1, whose zones all have control planes.
        "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
            names: ["a", "b", "c"].map((z) => region + z),
        }),
        ...awsSinkFunctions,
    },
    account: awsAccount,
    freshAccount: awsFreshAccount,
};
