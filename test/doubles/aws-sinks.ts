import { arn, region, tags } from "./aws-forms";
import { leftovers } from "./leftovers";
import { any, matching, oneOf } from "./property-rules";
import type { FunctionRules, TypeRules } from "./rules";

/** Where logs and metrics go. */
export const awsSinkTypes: Readonly<Record<string, TypeRules>> = {
    "aws:cloudwatch/logGroup:LogGroup": {
        required: [],
        properties: {
            name: matching(/^(?!aws\/)[.\-_/#A-Za-z0-9]{1,512}$/, "a log group's name"),
            // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
            retentionInDays: oneOf(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827),
            tags,
        },
        replaces: ["name"],
        id: ({ name }) => {
            if (leftovers().includes(name)) {
                throw new Error("ResourceAlreadyExistsException: The specified log group already exists");
            }
            return String(name);
        },
        outputs: (inputs) => ({ arn: arn("logs", `log-group:${inputs["name"]}`) }),
        // As EKS makes one.
        existing: (name) => (leftovers().includes(name) ? { name } : undefined),
    },
    "aws:amp/workspace:Workspace": {
        required: [],
        properties: { alias: matching(/^.{1,100}$/, "an alias"), tags: any },
        replaces: [],
        id: (_, { serial }) => `ws-${serial}`,
        outputs: (_, { serial }) => ({
            arn: arn("aps", `workspace/ws-${serial}`),
            prometheusEndpoint: `https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-${serial}/`,
        }),
    },
};

/** What the double says of the account's log groups: those that are in no stack. */
export const awsSinkFunctions: FunctionRules = {
    "aws:cloudwatch/getLogGroups:getLogGroups": ({ logGroupNamePrefix }) => {
        const logGroupNames = leftovers().filter((name) => name.startsWith(logGroupNamePrefix));
        return { id: region, logGroupNames, arns: logGroupNames.map((name) => arn("logs", `log-group:${name}`)) };
    },
};
