import assert from "node:assert/strict";
import { stateCondition } from "../../../src/clusters/aks/state-condition";

const container = "Microsoft.Storage/storageAccounts/blobServices/containers";
const blobs = `${container}/blobs`;

describe("stateCondition", () => {
    const place = { account: "acmestate", container: "flink" };
    const here = `@Resource[Microsoft.Storage/storageAccounts:name] StringEquals 'acmestate' AND @Resource[${container}:name] StringEquals 'flink'`;
    const below = (name: string) => `(${name} StringEquals 'jobs' OR ${name} StringStartsWith 'jobs/')`;

    it("holds reading and listing to a folder", () =>
        assert.equal(
            stateCondition(place, "read", "jobs"),
            `((!(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (${here} AND ${below(`@Resource[${blobs}:path]`)}))` +
                ` AND ((!(ActionMatches{'${blobs}/read'} AND SubOperationMatches{'Blob.List'})) OR (${here} AND ${below(`@Request[${blobs}:prefix]`)}))`,
        ));

    it("names every operation that the role allows", () => {
        const condition = stateCondition(place, "readWrite", "jobs");
        for (const end of ["read", "write", "add/action", "move/action", "delete"]) {
            assert.ok(condition.includes(`ActionMatches{'${blobs}/${end}'}`), end);
        }
    });

    it("holds everything to the container without a folder", () =>
        assert.equal(stateCondition(place, "read", ""), `((!(ActionMatches{'${blobs}/read'})) OR (${here}))`));

    it("rejects a path that would end the text around it", () => {
        assert.throws(() => stateCondition(place, "read", "jobs' OR"), /must have no quotation mark, got "jobs' OR"/);
    });
});
