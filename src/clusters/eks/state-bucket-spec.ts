import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./iam";
import type { EksSettings } from "./settings";

/** Nothing in clear text and nothing below TLS 1.2. */
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
 * The only rules that lose no state. An incremental checkpoint goes on using files that are months old, so that no age makes
 * a live object superfluous.
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
