import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { notKnown } from "../../../src/impact/field-change";
import { jobVersion } from "../../../src/jobs/deployment/job-version";

const metadata = { namespace: "shop", name: "orders", annotations: { a: "1" } };

describe("jobVersion", () => {
    it("takes identity, metadata and spec from a resource's inputs, and nothing else", async () => {
        const spec = { image: "orders:1", job: { args: ["--a"] } };
        const inputs = { apiVersion: "flink.apache.org/v1beta1", metadata, spec };
        assert.deepEqual(await jobVersion(inputs), { ...metadata, spec });
    });

    it("opens what is secret, also in the form of SDKs before it was an output", async () => {
        const inProtocol = (value: unknown) => ({ [specialSigKey]: specialSecretSig, value });
        const older = { metadata, spec: inProtocol({ image: "orders:1", job: { jarURI: inProtocol("local:///a") } }) };
        assert.deepEqual(await jobVersion(older), {
            ...metadata,
            spec: { image: "orders:1", job: { jarURI: "local:///a" } },
        });
        const secret = { metadata: pulumi.secret(metadata), spec: pulumi.secret({ image: "orders:1" }) };
        assert.deepEqual(await jobVersion(secret), { ...metadata, spec: { image: "orders:1" } });
    });

    it("marks what comes with the run, and keeps the rest of it", async () => {
        const spec = pulumi.secret({ image: pulumi.unknown, job: { args: ["--a", pulumi.unknown] }, mode: "native" });
        assert.deepEqual(await jobVersion({ metadata, spec }), {
            ...metadata,
            spec: { image: notKnown, job: { args: ["--a", notKnown] }, mode: "native" },
        });
    });
});
