import { arn, region, tags } from "./aws-forms";
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
        id: (inputs) => String(inputs["name"]),
        outputs: (inputs) => ({ arn: arn("logs", `log-group:${inputs["name"]}`) }),
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

/** What the double says of the log groups in the account. */
export const awsSinkFunctions: FunctionRules = {
    "aws:cloudwatch/getLogGroups:getLogGroups": ({ logGroupNamePrefix }, { things }) => {
        const groups = things("aws:cloudwatch/logGroup:LogGroup").map(({ id }) => id);
        const logGroupNames = groups.filter((name) => name.startsWith(logGroupNamePrefix));
        return { id: region, logGroupNames, arns: logGroupNames.map((name) => arn("logs", `log-group:${name}`)) };
    },
};
