import { gcsCall, isInBody, type GcsDemand } from "./gcs-calls";
import { isGranted, type GcsGrant } from "./gcs-grants";
import type { HttpAnswer, HttpRequest } from "./http-request";
import type { Judge, Verdict } from "./judge";

/** Decides about one member's requests as Cloud Storage does by the grants that the member has. */
export function gcsJudge(grants: readonly GcsGrant[], member: string): Judge {
    return { readsBody: isInBody, judge: (request) => gcsVerdict(grants, member, request) };
}

/** @throws Error for a request or grant that is not understood */
export function gcsVerdict(grants: readonly GcsGrant[], member: string, request: HttpRequest): Verdict {
    const { operation, demands, seeing } = gcsCall(request);
    const lacks = (demand: GcsDemand) => !isGranted(grants, { member, ...demand });
    const refused = demands.filter(lacks).map(textOf);
    if (refused.length > 0 && operation.startsWith("batch")) {
        throw new Error(`a batch of which something is refused is not played: ${refused.join(", ")}`);
    }
    return {
        operation,
        refused,
        ...(refused.length > 0 ? { answer: forbidden(member, refused) } : {}),
        ...(seeing !== undefined && lacks(seeing) ? { whenMissing: forbidden(member, [textOf(seeing)]) } : {}),
    };
}

const textOf = ({ permission, bucket, object }: GcsDemand) =>
    `${permission} on ${bucket}${object === undefined ? "" : `/${object}`}`;

/** As https://cloud.google.com/storage/docs/json_api/v1/status-codes#403-forbidden has it. */
function forbidden(member: string, refused: readonly string[]): HttpAnswer {
    const message = `${member} does not have ${refused.join(", ")} (or it may not exist).`;
    const error = { code: 403, message, errors: [{ message, domain: "global", reason: "forbidden" }] };
    return {
        status: 403,
        headers: { "Content-Type": "application/json; charset=UTF-8" },
        body: JSON.stringify({ error }),
    };
}
