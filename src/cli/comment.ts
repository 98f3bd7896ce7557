import { readFileSync } from "node:fs";
import { commentMark } from "../report/markdown";

/** Options of `flink-platform comment`. */
export interface CommentOptions {
    readonly host: "github" | "gitlab";
    readonly number?: string;
}

/** Comments of a pull request, by their host's API. */
interface Place {
    readonly headers: Readonly<Record<string, string>>;
    /** Address of the pull request's comments. */
    readonly comments: string;
    /** Address of one of them. */
    readonly commentOf: (id: number) => string;
    readonly updateMethod: "PATCH" | "PUT";
}

/** Updates the pull request's comment with the report, or makes it. */
export async function comment(file: string, options: CommentOptions): Promise<void> {
    const body = readFileSync(file, "utf8");
    if (!body.startsWith(commentMark)) {
        throw new Error(`comment: ${file} must be a report; make it with flink-platform preview --format markdown`);
    }
    const place = options.host === "github" ? githubPlace(options) : gitlabPlace(options);
    const id = await ownComment(place);
    const [method, address] = id === undefined ? ["POST", place.comments] : [place.updateMethod, place.commentOf(id)];
    await asked(place, method, address, { body });
}

/** https://docs.github.com/en/rest/issues/comments: a pull request's own comments are those of an issue. */
function githubPlace({ number }: CommentOptions): Place {
    const repository = `${variable("GITHUB_API_URL", "https://api.github.com")}/repos/${variable("GITHUB_REPOSITORY")}`;
    return {
        headers: { authorization: `Bearer ${variable("GITHUB_TOKEN")}`, accept: "application/vnd.github+json" },
        comments: `${repository}/issues/${numberOf(number)}/comments`,
        commentOf: (id) => `${repository}/issues/comments/${id}`,
        updateMethod: "PATCH",
    };
}

/** https://docs.gitlab.com/api/notes/#merge-requests; the token of a job may not write notes. */
function gitlabPlace({ number }: CommentOptions): Place {
    const project = `${variable("CI_API_V4_URL")}/projects/${encodeURIComponent(variable("CI_PROJECT_ID"))}`;
    const notes = `${project}/merge_requests/${numberOf(number ?? variable("CI_MERGE_REQUEST_IID"))}/notes`;
    return {
        headers: { "private-token": variable("GITLAB_TOKEN") },
        comments: notes,
        commentOf: (id) => `${notes}/${id}`,
        updateMethod: "PUT",
    };
}

function variable(name: string, byDefault?: string): string {
    const value = process.env[name] || byDefault;
    if (value === undefined) {
        throw new Error(`comment: ${name} is missing in the environment; see flink-platform comment --help`);
    }
    return value;
}

function numberOf(number: string | undefined): string {
    if (number === undefined || !/^\d+$/.test(number)) {
        throw new Error(`comment: --number must be the number of a pull request, got ${number ?? "none"}`);
    }
    return number;
}

const pageSize = 100;

/** Id of the comment that holds the report before; undefined if there is none. */
async function ownComment(place: Place): Promise<number | undefined> {
    for (let page = 1; ; page += 1) {
        const comments = await asked(place, "GET", `${place.comments}?per_page=${pageSize}&page=${page}`);
        const list = Array.isArray(comments) ? (comments as { id: number; body?: string | null }[]) : [];
        const own = list.find(({ body }) => body?.startsWith(commentMark) === true);
        if (own !== undefined || list.length < pageSize) {
            return own?.id;
        }
    }
}

async function asked({ headers }: Place, method: string, address: string, body?: object): Promise<unknown> {
    const response = await fetch(address, {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
        const { message } = Object(await response.json().catch(() => undefined)) as { readonly message?: unknown };
        const reason = typeof message === "string" ? `: ${message}` : "";
        throw new Error(
            `comment: ${method} ${new URL(address).pathname} was answered with ${response.status}${reason}`,
        );
    }
    return response.json();
}
