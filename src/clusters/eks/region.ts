/** Facts that follow from a region's name. */

/** Part of AWS that a region belongs to; ARNs start with it. */
export function partitionOf(region: string): string {
    if (region.startsWith("cn-")) {
        return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Domain of the region's services. */
export function serviceDomain(region: string): string {
    return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** Address of the region's S3. */
export function regionalEndpoint(region: string): string {
    return `https://s3.${region}.${serviceDomain(region)}`;
}

/** Whether text has a region's form: "eu-west-1", "us-gov-west-1" yes; "eu-west-1a", "europe" no. */
export function isRegion(text: string): boolean {
    return /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
}

// Regions where the names a, b and c are not all there, or not for every account:
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
const otherZones: Readonly<Record<string, readonly string[]>> = {
    "ap-northeast-1": ["a", "c", "d"],
    "ca-central-1": ["a", "b", "d"],
    // Each account sees two of three zones here, and which ones differs.
    "us-west-1": [],
};

/** Names of three zones of a region; none where they differ between accounts. */
export function defaultZones(region: string): readonly string[] {
    return (otherZones[region] ?? ["a", "b", "c"]).map((letter) => `${region}${letter}`);
}
