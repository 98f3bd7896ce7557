import type { HttpAnswer, HttpRequest } from "./http-request";

/** What a judge says to a request. */
export interface Verdict {
    /** What is asked for, such as `PutObject`. */
    readonly operation: string;
    /** Why not, such as `s3:PutObject on arn:aws:s3:::state/a`; empty if it may. */
    readonly refused: readonly string[];
    /** Answer in the server's place; undefined if the server is to answer. */
    readonly answer?: HttpAnswer;
    /** Answer in place of the server's that something is missing; undefined if the caller may know. */
    readonly whenMissing?: HttpAnswer;
}

/** Decides about a service's requests as its cloud would. */
export interface Judge {
    /** Whether the body must be read to decide. */
    readsBody(request: HttpRequest): boolean;
    /** @throws Error for a request that is not understood */
    judge(request: HttpRequest): Verdict;
}
