import { targetOf, type HttpAnswer, type HttpRequest } from "./http-request";
import type { Judge, Verdict } from "./judge";
import { s3Decision, type S3Decision, type S3Rights } from "./s3-decision";

/**
 * Answers as S3 does: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 *
 * @param rights read anew at each request, so that they may come into being while Flink waits
 */
export function s3Judge(rights: () => S3Rights): Judge {
    return {
        readsBody: (request) => request.method === "POST" && targetOf(request).query.has("delete"),
        judge: (request) => verdictOn(s3Decision(rights(), request), request),
    };
}

function verdictOn(decision: S3Decision, request: HttpRequest): Verdict {
    const { call, refused, refusedKeys, seesMissing, unsupportedAcl } = decision;
    const { operation } = call;
    if (call.keys !== undefined && refused.length > 0) {
        return { operation, refused, answer: deletionAnswer(call.keys, refusedKeys) };
    }
    if (refused.length === 0 && unsupportedAcl !== undefined) {
        const problem = `x-amz-acl: ${unsupportedAcl} on a bucket without access lists`;
        return { operation, refused: [problem], answer: error(400, "AccessControlListNotSupported", problem) };
    }
    return {
        operation,
        refused,
        ...(refused.length > 0 ? { answer: accessDenied(request) } : {}),
        ...(seesMissing ? {} : { whenMissing: accessDenied(request) }),
    };
}

const xml = (status: number, body: string): HttpAnswer => ({
    status,
    headers: { "Content-Type": "application/xml", "x-amz-request-id": "refused" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

const error = (status: number, code: string, message: string) =>
    xml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);

function accessDenied({ method }: HttpRequest): HttpAnswer {
    const answer = error(403, "AccessDenied", "Access Denied");
    return method === "HEAD" ? { ...answer, body: "" } : answer;
}

/**
 * S3 deletes what it may and names the rest. The server gets the request whole or not at all, because its signature is over
 * all keys.
 */
function deletionAnswer(keys: readonly string[], refused: readonly string[]): HttpAnswer {
    if (refused.length < keys.length) {
        throw new Error(`a deletion of which only a part is allowed is not played: ${refused.join(", ")}`);
    }
    const errors = refused.map((key) => `<Error><Key>${escaped(key)}</Key><Code>AccessDenied</Code></Error>`);
    return xml(200, `<DeleteResult>${errors.join("")}</DeleteResult>`);
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
