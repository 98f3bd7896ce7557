/** A request as a judge sees it. */
export interface HttpRequest {
    readonly method: string;
    /** Path and query, as they were sent. */
    readonly target: string;
    /** By name in lower case. */
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    /** Read only where a judge asks for it. */
    readonly body?: string;
}

/** What a judge answers in a server's place. */
export interface HttpAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

/** Path without the query, and the query. */
export function targetOf({ target }: Pick<HttpRequest, "target">): { path: string; query: URLSearchParams } {
    const [path = "", ...query] = target.split("?");
    return { path, query: new URLSearchParams(query.join("?")) };
}

/** A header that has one value at most. @throws Error if it has several */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
    const value = headers[name];
    if (typeof value === "string" || value === undefined) {
        return value;
    }
    throw new Error(`header ${name} has several values: ${value.join(", ")}`);
}
