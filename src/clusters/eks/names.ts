import type { Problem } from "../../checks/findings";
import { notTogetherProblems, problemIf, unless } from "../../checks/values";
import { tagLengthProblems, type TagLimits } from "../shared/tags";

/** Name of the bucket where none is given. */
export function bucketNameFor(baseName: string, account: string, region: string): string {
    return `${baseName}-state-${account}-${region}`;
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const shortestBucket = 3;
const longestBucket = 63;
const reservedBucketPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const reservedBucketSuffixes = ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];

/** The problem of a bucket's name; undefined if there is none. */
export function bucketNameProblem(name: string): string | undefined {
    if (name.length < shortestBucket || name.length > longestBucket) {
        return `must be ${shortestBucket} to ${longestBucket} characters, got ${name.length} in "${name}"`;
    }
    // Dots are allowed by S3, but a host name with them fits no certificate. "orders-state" yes; "Orders", "a.b", "-a" no
    if (!/^[a-z0-9][-a-z0-9]*[a-z0-9]$/.test(name)) {
        return `must be lower-case letters, digits and "-", with a letter or digit at each end, got "${name}"`;
    }
    const reserved = [
        ...reservedBucketPrefixes.filter((prefix) => name.startsWith(prefix)),
        ...reservedBucketSuffixes.filter((suffix) => name.endsWith(suffix)),
    ];
    return reserved.length === 0
        ? undefined
        : `must not use "${reserved[0]}", which AWS keeps for itself, got "${name}"`;
}

// Every account's number has 12 digits, so that the length is known before the number is.
const anyAccount = "123456789012";

/** Problems of the bucket asked for, with paths from `stateStore` on. */
export function bucketProblems(
    store: { readonly name?: string; readonly existing?: string },
    baseName: string,
    region: string,
): Problem[] {
    if (store.name !== undefined && store.existing !== undefined) {
        return notTogetherProblems("stateStore.name", store.name, "stateStore.existing");
    }
    const given = store.existing ?? store.name;
    if (given === undefined) {
        const name = bucketNameFor(baseName, anyAccount, region);
        return unless(
            bucketNameProblem(name) === undefined,
            "stateStore.name",
            `is required, as the default made from clusterName, "${name}", cannot be a bucket's name (${shortestBucket} to ${longestBucket} lower-case letters, digits and "-")`,
        );
    }
    const problem = bucketNameProblem(given);
    const path = store.existing === undefined ? "stateStore.name" : "stateStore.existing";
    return problemIf(path, problem);
}

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const tagLimits: TagLimits = { longestKey: 128, longestValue: 256 };
// The least of what resources take is 50, and some have tags of this module's own.
const mostTags = 40;
// Keys that AWS, EKS and Karpenter keep for themselves.
const reservedTagPrefixes = ["aws:", "eks:", "kubernetes.io/", "karpenter.sh/", "eks.amazonaws.com/"];

/** Problems of tags that go on everything. */
export function tagProblems(tags: Readonly<Record<string, string>>): Problem[] {
    const entries = Object.entries(tags);
    return [
        ...unless(entries.length <= mostTags, "tags", `must be at most ${mostTags}, got ${entries.length}`),
        ...entries.flatMap(([key, value]) => tagProblem(key, value)),
    ];
}

function tagProblem(key: string, value: string): Problem[] {
    const path = `tags["${key}"]`;
    const reserved = reservedTagPrefixes.find((prefix) => key.toLowerCase().startsWith(prefix));
    return [
        ...unless(reserved === undefined, path, `must not start with "${reserved}"; take another key`),
        ...tagLengthProblems(key, value, tagLimits),
    ];
}
