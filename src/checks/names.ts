import type { Problem } from "./findings";
import { textProblems } from "./values";

/** Longest name of a namespace, service account or label value: https://datatracker.ietf.org/doc/html/rfc1123. */
export const maxLabelLength = 63;

/**
 * Longest name of a FlinkDeployment or FlinkSessionJob. The operator refuses longer ones: Flink appends to it to name
 * Services, which are limited to 63 characters.
 */
export const maxJobNameLength = 45;

// "orders", "orders-2" yes; "Orders", "-orders", "orders-" no
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
// "orders-2" yes; "2-orders", "orders-" no
const jobName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Problems of the name of a namespace or service account. */
export function dnsLabelProblems(path: string, value: string): Problem[] {
    if (typeof value !== "string") {
        return textProblems(path, value);
    }
    if (value.length > maxLabelLength) {
        return [{ path, problem: `must be at most ${maxLabelLength} characters, got ${value.length} in "${value}"` }];
    }
    if (!dnsLabel.test(value)) {
        return [
            {
                path,
                problem: `must be lower-case letters, digits and "-", with a letter or digit at each end, got "${value}"`,
            },
        ];
    }
    return [];
}

// "longhorn", "s3.keys" yes; "", "S3", "s3_keys" no
const objectName = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** Problems of the name of any other object of Kubernetes, such as a Secret. */
export function objectNameProblems(path: string, value: string): Problem[] {
    return objectName.test(value)
        ? []
        : [
              {
                  path,
                  problem: `must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "${value}"`,
              },
          ];
}

/** Problems of the name of a Flink job. */
export function jobNameProblems(path: string, value: string): Problem[] {
    if (typeof value !== "string") {
        return textProblems(path, value);
    }
    if (value.length > maxJobNameLength) {
        return [{ path, problem: `must be at most ${maxJobNameLength} characters, got ${value.length} in "${value}"` }];
    }
    if (!jobName.test(value)) {
        return [
            {
                path,
                problem: `must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "${value}"`,
            },
        ];
    }
    return [];
}
