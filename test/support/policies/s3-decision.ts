import { decide, type AwsPolicy } from "./aws-policies";
import type { AwsContext } from "./aws-patterns";
import type { HttpRequest } from "./http-request";
import { s3Call, type S3Call, type S3Demand } from "./s3-calls";

/** What decides about a role's calls to one bucket. */
export interface S3Rights {
    /** The role's policies and the bucket's own. */
    readonly policies: readonly AwsPolicy[];
    /** What encrypts the bucket; undefined if it is not a key of the account's. */
    readonly key?: { readonly arn: string; readonly region: string };
    /** Values of condition keys that the role's session has. @default none */
    readonly session?: AwsContext;
}

export interface S3Decision {
    readonly call: S3Call;
    /** What is not allowed, such as `s3:PutObject on arn:aws:s3:::state/a`; empty if the call is allowed. */
    readonly refused: readonly string[];
    /** Of the keys that DeleteObjects names, those that are not allowed. */
    readonly refusedKeys: readonly string[];
    /** Whether the caller is told that an object is missing. */
    readonly seesMissing: boolean;
}

// A request as Flink sends it to AWS, whatever the test's own server speaks.
const transport: AwsContext = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };

/** What S3 decides about a request. @throws Error for a request or policy that is not understood */
export function s3Decision({ policies, key, session = {} }: S3Rights, request: HttpRequest): S3Decision {
    const call = s3Call(request);
    const isAllowed = ({ action, resource, context }: S3Demand) =>
        decide(policies, { action, resource, context: { ...transport, ...session, ...context } }) === "allowed";
    const refused = call.demands.filter((demand) => !isAllowed(demand));
    const keyDemands =
        key === undefined
            ? []
            : call.keyActions.map((action) => ({
                  action,
                  resource: key.arn,
                  context: { "kms:ViaService": `s3.${key.region}.amazonaws.com` },
              }));
    const all = [...refused, ...keyDemands.filter((demand) => !isAllowed(demand))];
    return {
        call,
        refused: all.map(({ action, resource }) => `${action} on ${resource}`),
        refusedKeys: (call.keys ?? []).filter((_, index) => refused.includes(call.demands[index] as S3Demand)),
        seesMissing: call.seeing === undefined || isAllowed(call.seeing),
    };
}
