import assert from "node:assert/strict";
import { GkeCluster } from "../../../src/clusters/gke/cluster";
import type { BindingArgs } from "../../../src/contracts/cluster";
import { google, place } from "../../support/gke-mocks";
import type { GcsGrant } from "../../support/policies/gcs-grants";
import { gcsVerdict } from "../../support/policies/gcs-judge";
import type { HttpRequest } from "../../support/policies/http-request";
import { madeGrants } from "../../support/policies/made-grants";
import { record } from "../../support/record";

const bucket = "acme-prod-prod-state";
const pool = "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools";
const member = `${pool}/acme-prod.svc.id.goog/subject/ns/a/sa/flink`;
/** A namespace whose name is the beginning of its neighbour's, `ab`. */
const jobs: BindingArgs = { namespace: "a", serviceAccount: "flink", access: ["state:readWrite"], statePrefix: "a" };

const granted = new Map<string, Promise<readonly GcsGrant[]>>();

/** Grants of two bindings side by side; the same arguments are run once for all tests. */
function grantsOf(args: Partial<BindingArgs>): Promise<readonly GcsGrant[]> {
    const key = JSON.stringify(args);
    const grants = granted.get(key) ?? grantsOfNow({ ...jobs, ...args });
    granted.set(key, grants);
    return grants;
}

async function grantsOfNow(args: BindingArgs): Promise<readonly GcsGrant[]> {
    const resources = await record(() => {
        const cluster = new GkeCluster("prod", place);
        cluster.bindServiceAccount("jobs", args, {});
        cluster.bindServiceAccount("others", { ...jobs, namespace: "ab", statePrefix: "ab" }, {});
    }, google);
    return madeGrants(resources);
}

const objects = `/storage/v1/b/${bucket}/o`;
const path = (name: string) => `${objects}/${encodeURIComponent(name)}`;

/** What the Hadoop connector and Flink's own writer do to an object. */
const reads: Readonly<Record<string, (name: string) => HttpRequest>> = {
    "a look at": (name) => ({ method: "GET", target: path(name), headers: {} }),
    "the content of": (name) => ({ method: "GET", target: `/download${path(name)}?alt=media`, headers: {} }),
};
const writes: Readonly<Record<string, (name: string) => HttpRequest>> = {
    "an upload of": (name) => ({
        method: "POST",
        target: `/upload${objects}?uploadType=resumable`,
        headers: {},
        body: JSON.stringify({ name }),
    }),
    "the deletion of": (name) => ({ method: "DELETE", target: path(name), headers: {} }),
    "a copy of": (name) => ({
        method: "POST",
        target: `${path(name)}/rewriteTo/b/${bucket}/o/${encodeURIComponent(`${name}2`)}`,
        headers: {},
    }),
    "the putting together of parts of": (name) => ({
        method: "POST",
        target: `${path(name)}/compose`,
        headers: {},
        body: JSON.stringify({ sourceObjects: [{ name: `${name}1` }] }),
    }),
};
const own = ["a/", "a/checkpoints/1/_metadata"];
const foreign = ["a", "ab/", "ab/checkpoints/1/_metadata", "b/x", "x", ".inprogress/x", `.inprogress/${bucket}/ab/x`];
/** Where Flink's own writer keeps the parts of an unfinished file. */
const unfinished = [`.inprogress/${bucket}/a/output/part-0/4c0e`];

const list = (query: string): HttpRequest => ({ method: "GET", target: `${objects}?${query}`, headers: {} });
const listings: [query: string, inPrefix: boolean][] = [
    ["prefix=a/&delimiter=/", true],
    ["prefix=a/checkpoints/", true],
    ["prefix=a&delimiter=/", false],
    ["prefix=ab/", false],
    ["delimiter=/", false],
    ["prefix=.inprogress/", false],
];

describe("rights on Cloud Storage of a service account on GKE", () => {
    for (const access of ["state:readWrite", "state:read"] as const) {
        const isAllowed = async (request: HttpRequest, statePrefix = "a") =>
            gcsVerdict(await grantsOf({ access: [access], statePrefix }), member, request).refused.length === 0;
        const decisions = async (names: readonly string[], call: (name: string) => HttpRequest) =>
            Promise.all(names.map(async (name) => [name, await isAllowed(call(name))]));

        for (const [title, call] of [...Object.entries(reads), ...Object.entries(writes)]) {
            const allowed = access === "state:readWrite" || title in reads;
            it(`${access}: ${allowed ? "allows" : "refuses"} ${title} objects in its prefix, and refuses it elsewhere`, async () => {
                assert.deepEqual(
                    await decisions(own, call),
                    own.map((name) => [name, allowed]),
                );
                assert.deepEqual(
                    await decisions(foreign, call),
                    foreign.map((name) => [name, false]),
                );
            });
        }

        it(`${access}: ${access === "state:readWrite" ? "reaches" : "does not reach"} the parts of its unfinished files`, async () => {
            const allowed = access === "state:readWrite";
            for (const call of Object.values({ ...reads, ...writes })) {
                assert.deepEqual(await decisions(unfinished, call), [[unfinished[0], allowed]]);
            }
        });

        it(`${access}: lists its prefix and nothing beside it`, async () => {
            const seen = listings.map(async ([query]) => [query, await isAllowed(list(query))]);
            assert.deepEqual(await Promise.all(seen), listings);
        });

        it(`${access}: is told what is missing in its prefix`, async () => {
            const grants = await grantsOf({ access: [access] });
            for (const request of Object.values(reads).map((call) => call("a/missing"))) {
                assert.equal(gcsVerdict(grants, member, request).whenMissing, undefined);
            }
        });

        it(`${access}: may look at the bucket itself`, async () => {
            const look = (name: string) => isAllowed({ method: "GET", target: `/storage/v1/b/${name}`, headers: {} });
            assert.deepEqual([await look(bucket), await look("another")], [true, false]);
        });

        it(`${access}: reaches the whole bucket without a prefix`, async () => {
            const calls = Object.values(access === "state:readWrite" ? { ...reads, ...writes } : reads);
            for (const request of [...own, ...foreign].flatMap((name) => calls.map((call) => call(name)))) {
                assert.equal(await isAllowed(request, ""), true, `${request.method} ${request.target}`);
            }
        });
    }

    it("puts nothing of its own together from a neighbour's parts, and copies none of a neighbour's", async () => {
        const body = JSON.stringify({ sourceObjects: [{ name: "ab/1" }] });
        for (const request of [
            { method: "POST", target: `${path("a/x")}/compose`, headers: {}, body },
            { method: "POST", target: `${path("ab/1")}/rewriteTo/b/${bucket}/o/a%2F1`, headers: {} },
        ]) {
            assert.deepEqual(gcsVerdict(await grantsOf({}), member, request).refused, [
                `storage.objects.get on ${bucket}/ab/1`,
            ]);
        }
    });
});
