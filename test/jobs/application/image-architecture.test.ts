import assert from "node:assert/strict";
import { imageArchitecture } from "../../../src/jobs/application/image-architecture";

describe("imageArchitecture", () => {
    const rows = [
        ["flink:2.2.1-java17", "any"],
        ["amd64/flink:2.2.1", "amd64"],
        ["docker.io/amd64/flink:2.2.1", "amd64"],
        ["registry.example.com:5000/orders:1-x86_64", "amd64"],
        ["registry.example.com:5000/amd64/orders:1", "any"],
        ["acme/amd64-tools:1", "any"],
        ["arm64v8/flink:2.2.1", "arm64"],
        ["acme/orders:1-aarch64", "arm64"],
    ] as const;
    for (const [image, architecture] of rows) {
        it(`reads ${architecture} from ${image}`, () => assert.equal(imageArchitecture(image), architecture));
    }
});
