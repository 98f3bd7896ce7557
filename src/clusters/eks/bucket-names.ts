import type { Problem } from "../../checks/findings";

/** Name of the bucket where none is given. */
export function bucketNameFor(baseName: string, account: string, region: string): string {
    return `${baseName}-state-${account}-${region}`;
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const shortest = 3;
const longest = 63;
const reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const reservedSuffixes = ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];

/** What is wrong with the name of a bucket; undefined if nothing. */
export function bucketNameProblem(name: string): string | undefined {
    if (name.length < shortest || name.length > longest) {
        return `must be ${shortest} to ${longest} characters, got ${name.length} in "${name}"`;
    }
    // Dots are allowed by S3, but a host name with them fits no certificate. "orders-state" yes; "Orders", "a.b", "-a" no
    if (!/^[a-z0-9][-a-z0-9]*[a-z0-9]$/.test(name)) {
        return `must be lower-case letters, digits and "-", with a letter or digit at each end, got "${name}"`;
    }
    const reserved = [
        ...reservedPrefixes.filter((prefix) => name.startsWith(prefix)),
        ...reservedSuffixes.filter((suffix) => name.endsWith(suffix)),
    ];
    return reserved.length === 0
        ? undefined
        : `must not use "${reserved[0]}", which AWS keeps for itself, got "${name}"`;
}

// Every account's number has 12 digits, so that the length is known before the number is.
const anyAccount = "123456789012";

/** What is wrong with the bucket asked for, with paths from `stateStore` on. */
export function bucketProblems(
    store: { readonly name?: string; readonly existing?: string },
    baseName: string,
    region: string,
): Problem[] {
    if (store.name !== undefined && store.existing !== undefined) {
        return [
            {
                path: "stateStore.name",
                problem: `must not be given beside existing, got "${store.name}"; keep one of the two`,
            },
        ];
    }
    const given = store.existing ?? store.name;
    if (given === undefined) {
        const name = bucketNameFor(baseName, anyAccount, region);
        return bucketNameProblem(name) === undefined
            ? []
            : [
                  {
                      path: "stateStore.name",
                      problem: `must be given, as the default made from clusterName, "${name}", cannot be a bucket's name (${shortest} to ${longest} lower-case letters, digits and "-")`,
                  },
              ];
    }
    const problem = bucketNameProblem(given);
    const path = store.existing === undefined ? "stateStore.name" : "stateStore.existing";
    return problem === undefined ? [] : [{ path, problem }];
}
