import assert from "node:assert/strict";
import type { HttpRequest } from "./http-request";
import { s3Call } from "./s3-calls";

const bucket = "arn:aws:s3:::state";
const request = (method: string, target: string, headers: HttpRequest["headers"] = {}, body?: string): HttpRequest => ({
    method,
    target,
    headers,
    ...(body === undefined ? {} : { body }),
});

describe("s3Call", () => {
    const calls: [HttpRequest, string, string[]][] = [
        [request("HEAD", "/state"), "HeadBucket", [`s3:ListBucket ${bucket}`]],
        [request("GET", "/state?list-type=2&prefix=a%2F"), "ListObjectsV2", [`s3:ListBucket ${bucket}`]],
        [request("GET", "/state/?prefix=a/&delimiter=/"), "ListObjects", [`s3:ListBucket ${bucket}`]],
        [request("GET", "/state?location"), "GetBucketLocation", [`s3:GetBucketLocation ${bucket}`]],
        [request("HEAD", "/state/a/b%20c"), "HeadObject", [`s3:GetObject ${bucket}/a/b c`]],
        [request("GET", "/state/a/b?x-id=GetObject"), "GetObject", [`s3:GetObject ${bucket}/a/b`]],
        [request("PUT", "/state/a/b+c"), "PutObject", [`s3:PutObject ${bucket}/a/b+c`]],
        [request("PUT", "/state/a/"), "PutObject", [`s3:PutObject ${bucket}/a/`]],
        [request("DELETE", "/state/a"), "DeleteObject", [`s3:DeleteObject ${bucket}/a`]],
        [request("POST", "/state/a?uploads"), "CreateMultipartUpload", [`s3:PutObject ${bucket}/a`]],
        [request("PUT", "/state/a?uploadId=1&partNumber=2"), "UploadPart", [`s3:PutObject ${bucket}/a`]],
        [request("POST", "/state/a?uploadId=1"), "CompleteMultipartUpload", [`s3:PutObject ${bucket}/a`]],
        [request("DELETE", "/state/a?uploadId=1"), "AbortMultipartUpload", [`s3:AbortMultipartUpload ${bucket}/a`]],
        [request("GET", "/state/a?uploadId=1"), "ListParts", [`s3:ListMultipartUploadParts ${bucket}/a`]],
        [
            request("PUT", "/state/a", { "x-amz-copy-source": "/state/b%2Fc" }),
            "CopyObject",
            [`s3:PutObject ${bucket}/a`, `s3:GetObject ${bucket}/b/c`],
        ],
        [
            request("PUT", "/state/a", { "x-amz-acl": "private", "x-amz-tagging": "a=b" }),
            "PutObject",
            [`s3:PutObject ${bucket}/a`, `s3:PutObjectAcl ${bucket}/a`, `s3:PutObjectTagging ${bucket}/a`],
        ],
        [
            request(
                "POST",
                "/state/?delete",
                {},
                "<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key></Object></Delete>",
            ),
            "DeleteObjects",
            [`s3:DeleteObject ${bucket}/a&b`, `s3:DeleteObject ${bucket}/c`],
        ],
    ];
    for (const [sent, operation, rights] of calls) {
        it(`takes ${sent.method} ${sent.target} for ${operation}, with its rights`, () => {
            const call = s3Call(sent);
            assert.equal(call.operation, operation);
            assert.deepEqual(
                call.demands.map(({ action, resource }) => `${action} ${resource}`),
                rights,
            );
        });
    }

    it("takes a listing's prefix as it was sent, also an empty one and none", () => {
        const prefixOf = (query: string) => s3Call(request("GET", `/state?${query}`)).demands[0]?.context["s3:prefix"];
        assert.deepEqual(["prefix=a%2Fb", "prefix=", "list-type=2"].map(prefixOf), ["a/b", "", undefined]);
    });

    it("takes the key for the prefix of a listing where an object may be missing", () =>
        assert.deepEqual(s3Call(request("HEAD", "/state/a/b")).seeing, {
            action: "s3:ListBucket",
            resource: bucket,
            context: { "s3:prefix": "a/b", "s3:delimiter": undefined },
        }));

    for (const sent of [
        request("GET", "/"),
        request("GET", "/state?versions"),
        request("GET", "/state?uploads"),
        request("PUT", "/state/a?tagging"),
        request("DELETE", "/state/a?versionId=1"),
        request("PUT", "/state"),
        request("PATCH", "/state/a"),
        request("PUT", "/state/a?partNumber=1&uploadId=1", { "x-amz-copy-source": "state/b" }),
        request("PUT", "/state/a", { "x-amz-copy-source": "state/b?versionId=1" }),
        request("POST", "/state?delete", {}, "<Delete><Object><Key>a</Key><VersionId>1</VersionId></Object></Delete>"),
        request("POST", "/state?delete", {}, "<Delete/>"),
    ]) {
        it(`rejects ${sent.method} ${sent.target}, whose rights it does not know`, () =>
            assert.throws(() => s3Call(sent), /^Error: rights for .* are not known$/));
    }
});
