import assert from "node:assert/strict";
import { gcsCall, isInBody } from "./gcs-calls";
import { gcsVerdict } from "./gcs-judge";
import { isGranted, type GcsGrant } from "./gcs-grants";
import type { HttpRequest } from "./http-request";

const request = (method: string, target: string, body?: string, type = "application/json"): HttpRequest => ({
    method,
    target,
    headers: { "content-type": type },
    ...(body === undefined ? {} : { body }),
});
const b = "/storage/v1/b/state";
const two = (name: string) => [`storage.objects.create ${name}`, `storage.objects.delete ${name}`];
const mixed = "multipart/mixed; boundary=x";
const batchOf = (...lines: string[]) =>
    lines.map((line) => `--x\r\nContent-Type: application/http\r\n\r\n${line} HTTP/1.1\r\n\r\n`).join("");

describe("gcsCall", () => {
    const calls: [HttpRequest, string, string[]][] = [
        [request("GET", b), "buckets.get", ["storage.buckets.get state"]],
        [request("GET", `${b}/o?prefix=a%2Fb&delimiter=/`), "objects.list", ["storage.objects.list state/a/b"]],
        [request("GET", `${b}/o`), "objects.list", ["storage.objects.list state/"]],
        [request("GET", `${b}/o/a%2Fb?fields=name`), "objects.get", ["storage.objects.get state/a/b"]],
        [request("GET", `/download${b}/o/a%2Fb?alt=media`), "objects.get", ["storage.objects.get state/a/b"]],
        [request("DELETE", `${b}/o/a%2Fb?generation=1`), "objects.delete", ["storage.objects.delete state/a/b"]],
        [request("PATCH", `${b}/o/a`, "{}"), "objects.patch", ["storage.objects.update state/a"]],
        [request("POST", `/upload${b}/o?uploadType=media&name=a/b`), "objects.insert", two("state/a/b")],
        [request("POST", `/upload${b}/o?uploadType=resumable`, '{"name":"a/b"}'), "objects.insert", two("state/a/b")],
        [
            request(
                "POST",
                `/upload${b}/o?uploadType=multipart`,
                '--x\r\nContent-Type: application/json\r\n\r\n{"name":"a/b"}\r\n--x\r\nContent-Type: text/plain\r\n\r\ntext\r\n--x--',
                "multipart/related; boundary=x",
            ),
            "objects.insert",
            two("state/a/b"),
        ],
        [request("PUT", `/upload${b}/o?uploadType=resumable&upload_id=1`), "objects.insert, continued", []],
        [
            request("POST", `${b}/o/a/compose`, '{"sourceObjects":[{"name":"b"},{"name":"c/d"}]}'),
            "objects.compose",
            [...two("state/a"), "storage.objects.get state/b", "storage.objects.get state/c/d"],
        ],
        [
            request("POST", `${b}/o/a/rewriteTo/b/other/o/c%2Fd`, "{}"),
            "objects.rewrite",
            ["storage.objects.get state/a", ...two("other/c/d")],
        ],
        [
            request(
                "POST",
                "/batch/storage/v1",
                batchOf(`DELETE https://storage.googleapis.com${b}/o/a`, `GET ${b}/o/b`),
                mixed,
            ),
            "batch of objects.delete, objects.get",
            ["storage.objects.delete state/a", "storage.objects.get state/b"],
        ],
    ];
    for (const [sent, operation, permissions] of calls) {
        it(`takes ${sent.method} ${sent.target} for ${operation}, with its permissions`, () => {
            const call = gcsCall(sent);
            assert.equal(call.operation, operation);
            assert.deepEqual(
                call.demands.map(({ permission, bucket, object }) =>
                    [permission, [bucket, object].filter((part) => part !== undefined).join("/")].join(" "),
                ),
                permissions,
            );
        });
    }

    for (const sent of [
        request("GET", "/storage/v1/b"),
        request("PUT", `${b}/o/a`),
        request("GET", `${b}/o/a/acl`),
        request("GET", `${b}/iam`),
        request("POST", `/upload${b}/o?uploadType=resumable`, "{}"),
        request("PUT", `/upload${b}/o?uploadType=resumable`),
        request("POST", "/batch/storage/v1", batchOf("HEAD /storage/v1/b/state/o/a"), mixed),
        request("POST", "/batch/storage/v1", "", mixed),
    ]) {
        it(`rejects ${sent.method} ${sent.target}, whose rights it does not know`, () =>
            assert.throws(() => gcsCall(sent)));
    }

    it("reads a body only where the rights depend on it", () => {
        const read = calls.filter(([sent]) => isInBody(sent)).map(([{ target }]) => target);
        assert.deepEqual(read, [
            `/upload${b}/o?uploadType=resumable`,
            `/upload${b}/o?uploadType=multipart`,
            `${b}/o/a/compose`,
            "/batch/storage/v1",
        ]);
    });
});

describe("isGranted", () => {
    const grant: GcsGrant = { member: "a", role: "roles/storage.objectViewer", bucket: "state", folder: "a/" };
    const asked = { member: "a", permission: "storage.objects.get", bucket: "state", object: "a/b" };
    const requests: [string, object, boolean][] = [
        ["an object in the folder", {}, true],
        ["a listing of the folder", { permission: "storage.objects.list", object: "a/" }, true],
        ["a listing of names that begin with the folder's", { permission: "storage.objects.list", object: "a" }, false],
        ["an object beside the folder", { object: "ab/c" }, false],
        ["what the role does not hold", { permission: "storage.objects.create" }, false],
        ["another bucket", { bucket: "other" }, false],
        ["another member", { member: "b" }, false],
    ];
    for (const [title, change, granted] of requests) {
        it(`${granted ? "permits" : "does not permit"} ${title}`, () =>
            assert.equal(isGranted([grant], { ...asked, ...change }), granted));
    }

    it("adds grants up", () => {
        const writer = { ...grant, role: "roles/storage.objectUser", folder: "b/" };
        const writes = { ...asked, permission: "storage.objects.create", object: "b/c" };
        assert.equal(isGranted([grant, writer], writes), true);
        assert.equal(isGranted([grant, writer], asked), true);
    });

    it("rejects a role that it does not know, and a folder without slash", () => {
        assert.throws(() => isGranted([{ ...grant, role: "roles/owner" }], asked), /grant of roles\/owner on a\//);
        assert.throws(() => isGranted([{ ...grant, folder: "a" }], asked), /on a is not understood/);
    });
});

describe("gcsVerdict", () => {
    const grants: GcsGrant[] = [{ member: "a", role: "roles/storage.objectViewer", bucket: "state", folder: "a/" }];

    it("answers as Cloud Storage does", () => {
        const { refused, answer } = gcsVerdict(grants, "a", request("GET", `${b}/o/ab`));
        assert.deepEqual(refused, ["storage.objects.get on state/ab"]);
        assert.equal(answer?.status, 403);
        assert.equal(JSON.parse(answer.body).error.errors[0].reason, "forbidden");
    });

    it("lets who may list know what is missing", () => {
        const { answer, whenMissing } = gcsVerdict(grants, "a", request("GET", `${b}/o/a%2Fb`));
        assert.deepEqual([answer, whenMissing], [undefined, undefined]);
    });

    it("rejects a batch of which something is refused", () =>
        assert.throws(
            () => gcsVerdict(grants, "a", request("POST", "/batch/storage/v1", batchOf(`DELETE ${b}/o/a%2Fb`), mixed)),
            /is not played: storage.objects.delete on state\/a\/b$/,
        ));
});
