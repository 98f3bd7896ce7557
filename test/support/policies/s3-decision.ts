import { decide, type AwsPolicy } from "./aws-policies";
import type { AwsContext } from "./aws-patterns";
import { headerOf, type HttpRequest } from "./http-request";
import { s3Call, type S3Call, type S3Demand } from "./s3-calls";

/** What decides about a role's calls to one bucket. */
export interface S3Rights {
    /** The role's policies and the bucket's own. */
    readonly policies: readonly AwsPolicy[];
    /** What encrypts the bucket; undefined if it is not a key of the account's. */
    readonly key?: { readonly arn: string; readonly region: string };
    /** Whether the bucket has no access lists, as `BucketOwnerEnforced` has it. @default false */
    readonly withoutAcls?: boolean;
    /** Values of condition keys that the role's session has. @default none */
    readonly session?: AwsContext;
}

export interface S3Decision {
    readonly call: S3Call;
    /** What is not allowed, such as `s3:PutObject on arn:aws:s3:::state/a`; empty if the call is allowed. */
    readonly refused: readonly string[];
    /** Of the keys that DeleteObjects names, those that are not allowed. */
    readonly refusedKeys: readonly string[];
    /** Access list that the bucket does not take; undefined if it takes what is sent. */
    readonly unsupportedAcl: string | undefined;
    /** Whether the caller is told that an object is missing. */
    readonly seesMissing: boolean;
}

// A request as Flink sends it to AWS, whatever the test's own server speaks.
const transport: AwsContext = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };

/**
 * What S3 decides about a request. A bucket without access lists takes one that gives all to its owner, and no other:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 *
 * @throws Error for a request or policy that is not understood
 */
export function s3Decision(rights: S3Rights, request: HttpRequest): S3Decision {
    const { policies, key, session = {}, withoutAcls = false } = rights;
    const acl = headerOf(request, "x-amz-acl");
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
        unsupportedAcl: withoutAcls && acl !== "bucket-owner-full-control" ? acl : undefined,
        seesMissing: call.seeing === undefined || isAllowed(call.seeing),
    };
}
