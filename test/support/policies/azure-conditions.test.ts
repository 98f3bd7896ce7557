import assert from "node:assert/strict";
import { conditionHolds, type AzureOperation } from "./azure-conditions";

const name = "@Resource[Microsoft.Storage/storageAccounts:name]";
const path = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path]";
const list: AzureOperation = {
    action: "Microsoft.Storage/read",
    subOperation: "Blob.List",
    attributes: { [name]: "state", [path]: undefined },
};

describe("conditionHolds", () => {
    const conditions: [string, boolean][] = [
        ["ActionMatches{'Microsoft.Storage/read'}", true],
        ["ActionMatches{'microsoft.storage/READ'}", true],
        ["ActionMatches{'Microsoft.Storage/write'}", false],
        ["!(ActionMatches{'Microsoft.Storage/read'})", false],
        ["NOT SubOperationMatches{'Blob.List'}", false],
        ["SubOperationMatches{'Blob.Read.WithTagConditions'}", false],
        [`${name} StringEquals 'state'`, true],
        [`${name} StringEquals 'State'`, false],
        [`${name} StringStartsWith 'st'`, true],
        [`${path} StringStartsWith ''`, false],
        [`!(${path} StringEquals 'a')`, true],
        [`${name} StringEquals 'state' AND ${name} StringEquals 'other'`, false],
        [`${name} StringEquals 'other' OR ${name} StringEquals 'state'`, true],
        [`(!(ActionMatches{'a'} AND NOT SubOperationMatches{'b'})) OR (${name} StringEquals 'x')`, true],
        [`((${name} StringEquals 'a') OR (${name} StringEquals 'b' OR ${name} StringEquals 'state'))`, true],
    ];
    for (const [condition, holds] of conditions) {
        it(`${holds ? "holds" : "does not hold"} with ${condition}`, () =>
            assert.equal(conditionHolds(condition, list), holds));
    }

    const refused: [string, RegExp][] = [
        [`${name} StringLike 'a*'`, /not understood from here: @Resource/],
        [`${name} StringEquals 'a' OR @Request[x:prefix] StringEquals 'b'`, /attribute @Request\[x:prefix\] is not/],
        [`${name} StringEquals 'state' OR ${name} ForAnyOfAnyValues:StringEquals {'a'}`, /not understood from here/],
        ["ActionMatches{'Microsoft.Storage/*'}", /action Microsoft.Storage\/\* is not understood/],
        ["Exists{'a'}", /not understood from here: Exists/],
        ["ActionMatches{'a'} AND ActionMatches{'b'} OR ActionMatches{'c'}", /AND and OR without brackets/],
        ["(ActionMatches{'a'}", /lacks a closing bracket/],
        ["ActionMatches{'a'})", /not understood from here: \)/],
        ["", /not understood/],
    ];
    for (const [condition, message] of refused) {
        it(`rejects ${condition === "" ? "nothing" : condition}`, () =>
            assert.throws(() => conditionHolds(condition, list), { message }));
    }
});
