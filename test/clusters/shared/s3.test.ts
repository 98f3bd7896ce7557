import assert from "node:assert/strict";
import { s3Configuration } from "../../../src/clusters/shared/s3";

describe("s3Configuration", () => {
    const keep = { "s3.directory.marker.retention": "keep" };
    const inPath = { "s3.path.style.access": "true" };

    for (const [endpoint, expected] of [
        ["https://s3.eu-west-1.amazonaws.com", keep],
        ["https://s3.cn-north-1.amazonaws.com.cn", keep],
        ["https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com", keep],
        ["http://store.example.com:7070", { ...inPath, ...keep }],
        ["https://amazonaws.com.example.com", { ...inPath, ...keep }],
    ] as const) {
        it(`names ${endpoint}`, () =>
            assert.deepEqual(s3Configuration(endpoint), { "s3.endpoint": endpoint, ...expected }));
    }
});
