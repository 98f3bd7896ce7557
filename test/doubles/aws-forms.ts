import { any, listOf, mapOf, matching, objectOf, text } from "./property-rules";
import type { Context, Inputs, PropertyRule } from "./rules";
import { isUnknown } from "./rules";
import { isObject } from "./values";

/** Where the double's account is; nothing that it stands in for is anywhere else. */
export const account = "123456789012";
export const region = "eu-west-1";

/** ARN of something in the account: `service` may carry a region, as in `eks:eu-west-1`. */
export const arn = (service: string, rest: string) =>
    `arn:aws:${service}${service.includes(":") ? "" : `:${region}`}:${account}:${rest}`;

/** ARN of something that belongs to no region. */
export const globalArn = (service: string, rest: string) => `arn:aws:${service}::${account}:${rest}`;

/** Name with what AWS adds to a prefix: 26 digits. */
export const named = (inputs: Inputs, context: Context, key = "name", prefix = "namePrefix"): string =>
    inputs[key] ?? `${inputs[prefix] ?? `${context.name}-`}20260101000000000000${context.serial.slice(0, 6)}`;

/** Id as AWS makes them: `vpc-0a1b2c3d`. */
export const idOf = (prefix: string) => (_inputs: Inputs, context: Context) => `${prefix}-${context.serial}`;

export const tags: PropertyRule = mapOf(text);
export const arnForm = (service: string): PropertyRule =>
    matching(new RegExp(`^arn:aws:${service}:`), `an ARN of ${service}`);
export const roleArn = matching(/^arn:aws:iam::\d{12}:role\/.+$/, "the ARN of a role");
export const clusterName = matching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "a cluster's name");
export const zone = matching(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "an availability zone");
export const idForm = (prefix: string): PropertyRule =>
    matching(new RegExp(`^${prefix}-[0-9a-f]+$`), `an id such as ${prefix}-0a1b2c3d`);
export const prefixOf = (length: number): PropertyRule =>
    matching(new RegExp(`^[\\w+=,.@-]{1,${length}}$`), `a prefix of at most ${length} characters`);

/** Things that AWS finds in a policy before it looks at their meaning. */
export function policyRule(kind: "trust" | "identity" | "resource"): PropertyRule {
    const statement = objectOf(
        { Effect: any, Action: any, Resource: any, Principal: any, Condition: mapOf(mapOf(any)) },
        [
            "Effect",
            "Action",
            kind === "trust" ? "Principal" : "Resource",
            ...(kind === "resource" ? ["Principal"] : []),
        ],
    );
    const document = objectOf({ Version: matching(/^2012-10-17$/, "2012-10-17"), Statement: listOf(statement, 1) }, [
        "Version",
        "Statement",
    ]);
    return (value) => {
        try {
            const parsed: unknown = JSON.parse(String(value));
            return document(parsed) ?? (kind === "trust" ? trustProblem(parsed as Inputs) : undefined);
        } catch {
            return `must be a policy in JSON, got ${JSON.stringify(value)}`;
        }
    };
}

// Who may be let into a role here, and by which calls.
const trusted: Readonly<Record<string, readonly string[]>> = {
    "eks.amazonaws.com": ["sts:AssumeRole", "sts:TagSession"],
    "ec2.amazonaws.com": ["sts:AssumeRole"],
    "pods.eks.amazonaws.com": ["sts:AssumeRole", "sts:TagSession"],
};

function trustProblem({ Statement }: Inputs): string | undefined {
    return (Statement as Inputs[]).map(trustStatementProblem).find((problem) => problem !== undefined);
}

function trustStatementProblem({ Principal, Action, Resource }: Inputs): string | undefined {
    if (Resource !== undefined) {
        return "must name no Resource: a trust policy is about its role";
    }
    const actions = [Action].flat();
    if (isObject(Principal) && "Federated" in Principal) {
        return actions.every((action) => action === "sts:AssumeRoleWithWebIdentity")
            ? undefined
            : `lets a web identity in by ${actions.join(", ")}`;
    }
    const service: unknown = isObject(Principal) ? Principal["Service"] : undefined;
    const known = typeof service === "string" ? trusted[service] : undefined;
    if (known === undefined) {
        return `has an unknown principal ${JSON.stringify(Principal)}`;
    }
    const strange = actions.filter((action) => !known.includes(action));
    return strange.length === 0 ? undefined : `lets ${String(service)} in by ${strange.join(", ")}`;
}

/** Whether a value is there and known. */
export const isKnown = (value: unknown): boolean => value !== undefined && value !== null && !isUnknown(value);
