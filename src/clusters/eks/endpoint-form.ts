import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** Problems of the address of an S3 service. */
export function endpointProblems(path: string, endpoint: string | undefined): Problem[] {
    // "https://s3.eu-west-1.amazonaws.com", "http://store:7070" yes; "s3.eu-west-1.amazonaws.com", "https://store/s3" no
    return unless(
        endpoint === undefined || /^https?:\/\/[^/\s]+$/.test(endpoint),
        path,
        `must be a URL without a path, such as https://s3.eu-west-1.amazonaws.com, got "${endpoint}"`,
    );
}
