import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./iam";
import type { EksSettings } from "./settings";

/** Policy that refuses plain HTTP and TLS below 1.2. */
export function transportPolicy(bucketArn: pulumi.Output<string>) {
    const denied = {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    } as const;
    return policyDocument([
        { ...denied, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { ...denied, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
}

/**
 * Lifecycle rules that lose no state. An incremental checkpoint keeps using files that are months old, so no live object is
 * ever deleted for its age.
 */
export function lifecycleRules({ oldVersionDays, abortUploadsDays }: EksSettings) {
    const everywhere = { status: "Enabled", filter: { prefix: "" } };
    return [
        {
            ...everywhere,
            id: "drop-unfinished-uploads",
            abortIncompleteMultipartUpload: { daysAfterInitiation: abortUploadsDays },
        },
        {
            ...everywhere,
            id: "drop-old-versions",
            noncurrentVersionExpiration: { noncurrentDays: oldVersionDays },
            expiration: { expiredObjectDeleteMarker: true },
        },
    ];
}
