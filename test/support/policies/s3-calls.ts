import type { AwsContext } from "./aws-patterns";
import { headerOf, targetOf, type HttpRequest } from "./http-request";

/** One right that a call takes. */
export interface S3Demand {
    readonly action: string;
    readonly resource: string;
    /** Values of condition keys that only this call has. */
    readonly context: AwsContext;
}

/** A request in the words of S3's API. */
export interface S3Call {
    /** Name of the operation, such as `UploadPart`. */
    readonly operation: string;
    /** All of these must be allowed. */
    readonly demands: readonly S3Demand[];
    /** Of DeleteObjects, whose keys are allowed one by one. */
    readonly keys?: readonly string[];
    /** Without this right, what is missing looks forbidden. */
    readonly seeing?: S3Demand;
    /** What the call does to the key that encrypts the bucket. */
    readonly keyActions: readonly string[];
}

// Of an upload in parts, each call may have to read and to write:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
const keyActionsOf: Readonly<Record<string, readonly string[]>> = {
    HeadObject: ["kms:Decrypt"],
    GetObject: ["kms:Decrypt"],
    PutObject: ["kms:GenerateDataKey"],
    CopyObject: ["kms:Decrypt", "kms:GenerateDataKey"],
    CreateMultipartUpload: ["kms:Decrypt", "kms:GenerateDataKey"],
    UploadPart: ["kms:Decrypt", "kms:GenerateDataKey"],
    CompleteMultipartUpload: ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** Query parameters that make another operation of a request. Those not named here only shape it. */
const subresources = ["delete", "location", "partNumber", "uploadId", "uploads"];
const shaping =
    /^(x-id|list-type|prefix|delimiter|max-keys|marker|start-after|continuation-token|encoding-type|fetch-owner|max-parts|part-number-marker)$/;

/**
 * The call that a path-style request makes, with the rights it takes:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 *
 * @throws Error for a request whose rights are not known here
 */
export function s3Call(request: HttpRequest): S3Call {
    const { path, query } = targetOf(request);
    const [, bucket = "", ...rest] = path.split("/");
    const key = rest.map(decodeURIComponent).join("/");
    const asked = [...query.keys()].filter((name) => !shaping.test(name));
    const unknown = asked.filter((name) => !subresources.includes(name));
    const form = [request.method, key === "" ? "bucket" : "object", ...asked.sort()].join(" ");
    const make = forms[form];
    if (bucket === "" || unknown.length > 0 || make === undefined) {
        throw new Error(`rights for ${request.method} ${request.target} are not known`);
    }
    const call = make({ request, query, key, arn: `arn:aws:s3:::${bucket}` });
    const { operation } = call;
    return {
        ...call,
        demands: [...call.demands, ...demandsOfHeaders(request, call.demands[0]?.resource ?? "")],
        keyActions: keyActionsOf[operation] ?? [],
    };
}

interface Place {
    readonly request: HttpRequest;
    readonly query: URLSearchParams;
    readonly key: string;
    /** Of the bucket. */
    readonly arn: string;
}

type Made = Omit<S3Call, "keyActions">;

const forms: Readonly<Record<string, (place: Place) => Made>> = {
    "HEAD bucket": ({ arn }) => ({ operation: "HeadBucket", demands: [listing(arn, undefined)] }),
    "GET bucket": ({ arn, query }) => ({
        operation: query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects",
        demands: [listing(arn, query.get("prefix") ?? undefined, query.get("delimiter") ?? undefined)],
    }),
    "GET bucket location": ({ arn }) => ({
        operation: "GetBucketLocation",
        demands: [{ action: "s3:GetBucketLocation", resource: arn, context: {} }],
    }),
    "POST bucket delete": deleteObjects,
    "HEAD object": (place) => ({ operation: "HeadObject", ...reading(place) }),
    "GET object": (place) => ({ operation: "GetObject", ...reading(place) }),
    "PUT object": (place) =>
        headerOf(place.request, "x-amz-copy-source") === undefined
            ? { operation: "PutObject", demands: [onObject(place, "s3:PutObject")] }
            : { operation: "CopyObject", demands: [onObject(place, "s3:PutObject"), source(place)] },
    "DELETE object": (place) => ({ operation: "DeleteObject", demands: [onObject(place, "s3:DeleteObject")] }),
    "POST object uploads": (place) => writing(place, "CreateMultipartUpload"),
    "PUT object partNumber uploadId": (place) => writing(place, "UploadPart"),
    "POST object uploadId": (place) => writing(place, "CompleteMultipartUpload"),
    "DELETE object uploadId": (place) => ({
        operation: "AbortMultipartUpload",
        demands: [onObject(place, "s3:AbortMultipartUpload")],
    }),
    "GET object uploadId": (place) => ({
        operation: "ListParts",
        demands: [onObject(place, "s3:ListMultipartUploadParts")],
    }),
};

function onObject({ arn, key, request }: Place, action: string): S3Demand {
    return { action, resource: `${arn}/${key}`, context: aclOf(request) };
}

const aclOf = (request: HttpRequest): AwsContext => ({ "s3:x-amz-acl": headerOf(request, "x-amz-acl") });

function listing(arn: string, prefix: string | undefined, delimiter?: string): S3Demand {
    return {
        action: "s3:ListBucket",
        resource: arn,
        context: { "s3:prefix": prefix, "s3:delimiter": delimiter },
    };
}

/**
 * Only who may list a key is told that there is nothing under it. That the key counts as the prefix of such a listing is what
 * Ceph's makers found with AWS, whose documentation does not say: https://github.com/ceph/ceph/pull/68577
 */
function reading(place: Place): Pick<Made, "demands" | "seeing"> {
    return { demands: [onObject(place, "s3:GetObject")], seeing: listing(place.arn, place.key) };
}

function writing(place: Place, operation: string): Made {
    if (headerOf(place.request, "x-amz-copy-source") !== undefined) {
        throw new Error(`rights for ${operation} from another object are not known`);
    }
    return { operation, demands: [onObject(place, "s3:PutObject")] };
}

function source({ request }: Place): S3Demand {
    const [path = "", version] = (headerOf(request, "x-amz-copy-source") ?? "").split("?");
    if (version !== undefined) {
        throw new Error("rights for a copy of an older version are not known");
    }
    const resource = `arn:aws:s3:::${decodeURIComponent(path).replace(/^\//, "")}`;
    return { action: "s3:GetObject", resource, context: {} };
}

function deleteObjects({ request, arn }: Place): Made {
    const { body = "" } = request;
    const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => textOf(key));
    if (keys.length === 0 || body.includes("<VersionId>")) {
        throw new Error(`rights for a deletion by ${body} are not known`);
    }
    const demands = keys.map((key) => ({ action: "s3:DeleteObject", resource: `${arn}/${key}`, context: {} }));
    return { operation: "DeleteObjects", demands, keys };
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function textOf(xml: string): string {
    return xml.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) =>
        name.startsWith("#")
            ? String.fromCodePoint(Number(name.replace(/^#x/i, "0x").replace("#", "")))
            : (entities[name] ?? whole),
    );
}

/** Headers that take a right beyond the operation's own; of access lists, every one does as far as is documented. */
const headerActions: Readonly<Record<string, string>> = {
    "x-amz-acl": "s3:PutObjectAcl",
    "x-amz-tagging": "s3:PutObjectTagging",
    "x-amz-object-lock-mode": "s3:PutObjectRetention",
    "x-amz-object-lock-legal-hold": "s3:PutObjectLegalHold",
};

function demandsOfHeaders(request: HttpRequest, resource: string): S3Demand[] {
    return Object.entries(headerActions)
        .filter(([header]) => request.headers[header] !== undefined)
        .map(([, action]) => ({ action, resource, context: aclOf(request) }));
}
