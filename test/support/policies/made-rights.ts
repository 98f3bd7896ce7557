import type { Call } from "../../doubles/calls";
import type { AwsPolicy } from "./aws-policies";
import type { S3Rights } from "./s3-decision";

/**
 * What decides about a role's calls to the bucket, as far as a run has had it made by the double of AWS: the role's policies,
 * the bucket's policy, its key and whether it has access lists.
 *
 * @param binding what the names of the role's resources in the program have in common
 */
export function madeRights(calls: readonly Call[], binding: string, region: string): S3Rights {
    const made = calls.filter(({ method, preview }) => ["create", "update"].includes(method) && preview !== true);
    const inputsOf = (type: string) => {
        const ofType = made.filter((call) => call.type === type);
        // The last state of each.
        return [...new Map(ofType.map(({ name = "", inputs }) => [name, inputs])).entries()];
    };
    const policies = [
        ...inputsOf("aws:iam/rolePolicy:RolePolicy").filter(([name]) => name.includes(binding)),
        ...inputsOf("aws:s3/bucketPolicy:BucketPolicy"),
    ].map(([, inputs]) => JSON.parse(inputs?.["policy"] as string) as AwsPolicy);
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const [rules] = inputsOf(encryption).map(([, inputs]) => inputs?.["rules"] as any);
    const arn = rules?.[0].applyServerSideEncryptionByDefault.kmsMasterKeyId;
    const withoutAcls = inputsOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls").some(
        ([, inputs]) => (inputs?.["rule"] as any).objectOwnership === "BucketOwnerEnforced",
    );
    return { policies, withoutAcls, ...(arn === undefined ? {} : { key: { arn, region } }) };
}
