import { headerOf, targetOf, type HttpRequest } from "./http-request";

/** One permission that a call takes. */
export interface GcsDemand {
    readonly permission: string;
    readonly bucket: string;
    readonly object?: string;
}

/** A request in the words of the JSON API. */
export interface GcsCall {
    /** Name of the method, such as `objects.insert`. */
    readonly operation: string;
    readonly demands: readonly GcsDemand[];
    /** Without this permission, what is missing looks forbidden. */
    readonly seeing?: GcsDemand;
}

/** Whether the rights that a request takes depend on its body. */
export function isInBody(request: HttpRequest): boolean {
    const { path, query } = targetOf(request);
    const startsUpload = path.startsWith("/upload/") && !query.has("name") && !query.has("upload_id");
    return request.method === "POST" && (startsUpload || path.endsWith("/compose") || path.startsWith("/batch/"));
}

const bucketPath = "/storage/v1/b/([^/]+)";
const objectPath = `${bucketPath}/o/([^/]+)`;

type Make = (names: readonly string[], request: HttpRequest) => GcsCall;

/** Methods of the API by the requests that make them, and permissions: https://cloud.google.com/storage/docs/access-control/iam-json */
const forms: readonly (readonly [method: string, path: string, make: Make])[] = [
    ["GET", bucketPath, ([bucket]) => call("buckets.get", demand("storage.buckets.get", bucket))],
    ["GET", `${bucketPath}/o`, list],
    ["GET", `(?:/download)?${objectPath}`, ([bucket, object]) => reading("objects.get", bucket, object)],
    ["DELETE", objectPath, ([bucket, object]) => changing("objects.delete", "delete", bucket, object)],
    ["PATCH", objectPath, ([bucket, object]) => changing("objects.patch", "update", bucket, object)],
    ["POST", `/upload${bucketPath}/o`, upload],
    ["PUT", `/upload${bucketPath}/o`, continued],
    ["POST", `${objectPath}/compose`, compose],
    ["POST", `${objectPath}/(?:rewriteTo|copyTo)/b/([^/]+)/o/([^/]+)`, copy],
    ["POST", "/batch/storage/v1", batch],
];

/**
 * The call that a request to the JSON API makes, with the permissions it takes.
 *
 * @throws Error for a request whose rights are not known here
 */
export function gcsCall(request: HttpRequest): GcsCall {
    const { path } = targetOf(request);
    for (const [method, pattern, make] of forms) {
        const match = new RegExp(`^${pattern}/?$`).exec(path);
        if (match !== null && method === request.method) {
            return make(match.slice(1).map(decodeURIComponent), request);
        }
    }
    throw new Error(`rights for ${request.method} ${request.target} are not known`);
}

const call = (operation: string, ...demands: GcsDemand[]): GcsCall => ({ operation, demands });

const demand = (permission: string, bucket = "", object?: string): GcsDemand => ({
    permission,
    bucket,
    ...(object === undefined ? {} : { object }),
});

function list([bucket]: readonly string[], request: HttpRequest): GcsCall {
    // The same as in a listing of everything.
    const prefix = targetOf(request).query.get("prefix") ?? "";
    return call("objects.list", demand("storage.objects.list", bucket, prefix));
}

function reading(operation: string, bucket = "", object = ""): GcsCall {
    return {
        ...call(operation, demand("storage.objects.get", bucket, object)),
        seeing: demand("storage.objects.list", bucket, object),
    };
}

function changing(operation: string, verb: string, bucket = "", object = ""): GcsCall {
    return {
        ...call(operation, demand(`storage.objects.${verb}`, bucket, object)),
        seeing: demand("storage.objects.list", bucket, object),
    };
}

/** An object that is there is deleted by what takes its name; whether it is there is not known here. */
const creating = (bucket = "", object = ""): GcsDemand[] => [
    demand("storage.objects.create", bucket, object),
    demand("storage.objects.delete", bucket, object),
];

function upload([bucket]: readonly string[], request: HttpRequest): GcsCall {
    const { query } = targetOf(request);
    if (query.has("upload_id")) {
        return continued([], request);
    }
    const name = query.get("name") ?? nameIn(request);
    return call("objects.insert", ...creating(bucket, name));
}

/** Whoever knows the address of an upload that was begun may go on with it: https://cloud.google.com/storage/docs/resumable-uploads#session-uris */
function continued(_: readonly string[], request: HttpRequest): GcsCall {
    if (!targetOf(request).query.has("upload_id")) {
        throw new Error(`rights for ${request.method} ${request.target} are not known`);
    }
    return call("objects.insert, continued");
}

/** The object's name in its description, which is the body or the body's first part. */
function nameIn(request: HttpRequest): string {
    const { body = "" } = request;
    const description = /^multipart\//.test(headerOf(request, "content-type") ?? "")
        ? (body.split(/\r?\n\r?\n/)[1] ?? "").split(/\r?\n--/)[0]
        : body;
    const { name } = JSON.parse(description ?? "");
    if (typeof name !== "string") {
        throw new Error(`an upload without a name is not understood: ${description}`);
    }
    return name;
}

function compose([bucket, object]: readonly string[], { body = "" }: HttpRequest): GcsCall {
    const sources: { name: string }[] = JSON.parse(body).sourceObjects;
    return call(
        "objects.compose",
        ...creating(bucket, object),
        ...sources.map(({ name }) => demand("storage.objects.get", bucket, name)),
    );
}

function copy([bucket, object, toBucket, toObject]: readonly string[]): GcsCall {
    return call("objects.rewrite", demand("storage.objects.get", bucket, object), ...creating(toBucket, toObject));
}

/** Requests in one: https://cloud.google.com/storage/docs/batch */
function batch(_: readonly string[], { body = "" }: HttpRequest): GcsCall {
    const lines = [...body.matchAll(/^(GET|DELETE|PATCH|POST|PUT) (\S+) HTTP\/1\.1\r?$/gm)];
    const parts = body.match(/^content-type: *application\/http/gim) ?? [];
    if (lines.length === 0 || lines.length !== parts.length) {
        throw new Error(`a batch of ${parts.length} parts is not understood`);
    }
    const calls = lines.map(([, method = "", address = ""]) =>
        gcsCall({ method, target: address.replace(/^https?:\/\/[^/]+/, ""), headers: {} }),
    );
    return {
        operation: `batch of ${[...new Set(calls.map(({ operation }) => operation))].join(", ")}`,
        demands: calls.flatMap(({ demands }) => demands),
    };
}
