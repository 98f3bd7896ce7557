import { conditionsHold, type AwsConditions } from "./aws-conditions";
import { fits, fitsArn, type AwsContext } from "./aws-patterns";

/** A statement, with all the elements that are understood. */
export interface AwsStatement {
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    /** Of resources' and roles' own policies only. */
    readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
    readonly Action: string | readonly string[];
    /** Left out of a role's trust alone. */
    readonly Resource?: string | readonly string[];
    readonly Condition?: AwsConditions;
}

/** A policy as JSON has it. */
export interface AwsPolicy {
    readonly Version: string;
    readonly Statement: AwsStatement | readonly AwsStatement[];
}

/** Who asks, in the words of a policy's Principal, such as `{ kind: "Service", name: "pods.eks.amazonaws.com" }`. */
export interface AwsPrincipal {
    readonly kind: "Service" | "Federated";
    readonly name: string;
}

/** One thing that is to be permitted. */
export interface AwsRequest {
    readonly action: string;
    /** ARN; undefined for taking a role, where the role's trust is asked. */
    readonly resource?: string;
    /** Undefined for a role of the account, whose own policies are asked. */
    readonly principal?: AwsPrincipal;
    readonly context: AwsContext;
}

export type AwsDecision = "allowed" | "not allowed" | "denied";

/**
 * What policies of one account say to a request together: a Deny that applies wins, then an Allow, and otherwise nothing is
 * allowed. Within an account it does not matter whether an Allow is in the caller's policies or in the resource's:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @throws Error for any element, operator, key or variable that is not understood
 */
export function decide(policies: readonly AwsPolicy[], request: AwsRequest): AwsDecision {
    const effects = policies
        .flatMap(statementsOf)
        .filter((statement) => applies(statement, request))
        .map(({ Effect }) => Effect);
    if (effects.includes("Deny")) {
        return "denied";
    }
    return effects.includes("Allow") ? "allowed" : "not allowed";
}

const elements = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

function statementsOf(policy: AwsPolicy): readonly AwsStatement[] {
    const others = Object.keys(policy).filter((element) => !["Version", "Id", "Statement"].includes(element));
    // In the older version, variables are plain text.
    if (policy.Version !== "2012-10-17" || others.length > 0) {
        throw new Error(`policy of version ${policy.Version} is not understood: ${others.join(", ")}`);
    }
    const statements = [policy.Statement].flat();
    for (const { Effect, ...statement } of statements) {
        const unknown = Object.keys(statement).filter((element) => !elements.includes(element));
        if (unknown.length > 0 || !["Allow", "Deny"].includes(Effect)) {
            throw new Error(`statement is not understood: ${[`Effect ${Effect}`, ...unknown].join(", ")}`);
        }
    }
    return statements;
}

function applies(statement: AwsStatement, request: AwsRequest): boolean {
    const { Action, Resource, Condition = {} } = statement;
    const { action, resource, context } = request;
    return (
        isPrincipal(statement, request) &&
        [Action].flat().some((pattern) => fits(pattern, action, {}, { wildcards: true, ignoreCase: true })) &&
        (resource === undefined
            ? Resource === undefined
            : resourcesOf(statement).some((pattern) => fitsArn(pattern, resource, context))) &&
        conditionsHold(Condition, context)
    );
}

function resourcesOf({ Resource }: AwsStatement): readonly string[] {
    if (Resource === undefined) {
        throw new Error("statement without Resource is not understood");
    }
    return [Resource].flat();
}

function isPrincipal({ Principal }: AwsStatement, { principal }: AwsRequest): boolean {
    if (Principal === undefined) {
        return principal === undefined;
    }
    if (Principal === "*") {
        return true;
    }
    const unknown = Object.keys(Principal).filter((kind) => !["Service", "Federated"].includes(kind));
    if (unknown.length > 0) {
        throw new Error(`principal is not understood: ${unknown.join(", ")}`);
    }
    return principal !== undefined && [Principal[principal.kind] ?? []].flat().includes(principal.name);
}
