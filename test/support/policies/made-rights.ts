import type { Call } from "../../doubles/calls";
import type { AwsPolicy } from "./aws-policies";
import type { S3Rights } from "./s3-decision";

/**
 * What decides about a role's calls to the bucket, as far as a run has had it made by the double of AWS: the role's policies,
 * the bucket's policy and the bucket's key.
 *
 * @param binding what the names of the role's resources in the program have in common
 */
export function madeRights(calls: readonly Call[], binding: string, region: string): S3Rights {
    const made = calls.filter(
        ({ method, preview }) => (method === "create" || method === "update") && preview !== true,
    );
    const inputsOf = (type: string) => made.filter((call) => call.type === type);
    const policies = [
        ...inputsOf("aws:iam/rolePolicy:RolePolicy").filter(({ name }) => name?.includes(binding)),
        ...inputsOf("aws:s3/bucketPolicy:BucketPolicy"),
    ].map(({ inputs }) => JSON.parse(inputs?.["policy"] as string) as AwsPolicy);
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const [rules] = inputsOf(encryption).map(({ inputs }) => inputs?.["rules"] as any);
    const arn = rules?.[0].applyServerSideEncryptionByDefault.kmsMasterKeyId;
    return { policies, ...(arn === undefined ? {} : { key: { arn, region } }) };
}
