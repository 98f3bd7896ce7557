import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Double } from "./double";
import { writeFaults } from "./faults";
import { unknown, type Inputs } from "./rules";
import { serve, type Serving } from "./server";
import { readStandingCluster } from "./standing-cluster";
import { fromWire, toWire } from "./wire";
import { playedRules } from "./support/played-rules";

const net = "urn:pulumi:dev::test::my:index:Platform$played:net:Network::net";
const run = "urn:pulumi:dev::test::played:run:Cluster::run::1";
const range = { cidrBlock: "10.0.0.0/16" };

describe("serve", () => {
    let folder: string;
    let serving: Serving;
    let client: ResourceProviderClient;
    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "double-"));
        serving = await serve(new Double(playedRules, folder, readStandingCluster(folder)), "1.2.3");
        client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, grpc.credentials.createInsecure());
    });
    after(() => {
        client.close();
        serving.stop();
        rmSync(folder, { recursive: true });
    });
    const ask = <Response>(method: keyof ResourceProviderClient, request: object): Promise<Response> =>
        new Promise((answer, fail) =>
            (client[method] as any)(request, (error: grpc.ServiceError | null, response: Response) =>
                error === null ? answer(response) : fail(error),
            ),
        );
    const create = (urn: string, inputs: Inputs, preview = false) =>
        ask<provider.CreateResponse>(
            "create",
            new provider.CreateRequest().setUrn(urn).setProperties(toWire(inputs)).setPreview(preview),
        );

    it("says unknown as the engine does", () => assert.equal(unknown, unknownValue));

    it("greets the same way by both of its greetings", async () => {
        const handshake = await ask<provider.ProviderHandshakeResponse>(
            "handshake",
            new provider.ProviderHandshakeRequest(),
        );
        const configured = await ask<provider.ConfigureResponse>(
            "configure",
            new provider.ConfigureRequest().setArgs(toWire({ region: "here" })),
        );
        const { acceptSecrets, acceptResources, acceptOutputs } = handshake.toObject();
        assert.deepEqual([acceptSecrets, acceptResources, acceptOutputs], [false, false, false]);
        const { acceptsecrets, acceptresources, acceptoutputs, supportspreview } = configured.toObject();
        assert.deepEqual([acceptsecrets, acceptresources, acceptoutputs, supportspreview], [false, false, false, true]);
    });

    it("tells its version and an empty schema, and leaves the rest unimplemented", async () => {
        const info = await ask<{ getVersion(): string }>("getPluginInfo", new Empty());
        assert.equal(info.getVersion(), "1.2.3");
        const schema = await ask<provider.GetSchemaResponse>("getSchema", new provider.GetSchemaRequest());
        assert.equal(schema.getSchema(), "{}");
        await assert.rejects(ask("parameterize", new provider.ParameterizeRequest()), {
            code: grpc.status.UNIMPLEMENTED,
        });
    });

    it("returns checked inputs with what is wrong with them", async () => {
        const news = {
            cidrBlock: "10.0.0.0",
            dns: unknownValue,
            tags: { team: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7" },
        };
        const answer = await ask<provider.CheckResponse>(
            "check",
            new provider.CheckRequest().setUrn(net).setNews(toWire(news)),
        );
        assert.deepEqual(fromWire(answer.getInputs()), { ...news, tags: { team: unknown } });
        assert.deepEqual(
            answer.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]),
            [["cidrBlock", 'must be a range of IPv4 addresses such as 10.0.0.0/16, got "10.0.0.0"']],
        );
    });

    it("tells a replacement apart from a change in place", async () => {
        const answer = await ask<provider.DiffResponse>(
            "diff",
            new provider.DiffRequest()
                .setUrn(net)
                .setOldInputs(toWire({ ...range, dns: true }))
                .setNews(toWire({ cidrBlock: "10.1.0.0/16", dns: false })),
        );
        assert.equal(answer.getChanges(), provider.DiffResponse.DiffChanges.DIFF_SOME);
        assert.deepEqual([answer.getDiffsList(), answer.getReplacesList()], [["cidrBlock", "dns"], ["cidrBlock"]]);
        const kinds = answer.getDetaileddiffMap().toObject(false, (_, diff) => ({ kind: diff.getKind() }) as any);
        const { UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind;
        assert.deepEqual(kinds, [
            ["cidrBlock", { kind: UPDATE_REPLACE }],
            ["dns", { kind: UPDATE }],
        ]);
    });

    it("makes, changes, reads and deletes", async () => {
        const made = await create(net, range);
        const outputs = fromWire(made.getProperties());
        assert.equal(outputs["arn"], `arn:net/${made.getId().slice("net-".length)}`);
        const about = { getUrn: net, getId: made.getId() };
        const updated = await ask<provider.UpdateResponse>(
            "update",
            new provider.UpdateRequest()
                .setUrn(about.getUrn)
                .setId(about.getId)
                .setOlds(toWire(outputs))
                .setOldInputs(toWire(range))
                .setNews(toWire({ ...range, dns: true })),
        );
        assert.deepEqual(fromWire(updated.getProperties()), { ...outputs, dns: true });
        const read = await ask<provider.ReadResponse>(
            "read",
            new provider.ReadRequest().setUrn(net).setId(made.getId()).setProperties(toWire(outputs)),
        );
        assert.deepEqual([read.getId(), fromWire(read.getProperties())], [made.getId(), { ...outputs, dns: true }]);
        await ask(
            "delete",
            new provider.DeleteRequest().setUrn(net).setId(made.getId()).setProperties(toWire(outputs)),
        );
    });

    it("sends a failure's message alone, and with the resource if that is there", async () => {
        const inputs = { name: "flink", network: { subnets: ["a", "b"] }, version: "v1" };
        writeFaults(folder, [
            { method: "create", name: "run::1", times: 1, message: "no room" },
            { method: "create", times: 1, message: "half done", partial: true },
        ]);
        await assert.rejects(create(run, inputs), { code: grpc.status.UNKNOWN, details: "no room" });
        const failed: any = await create(run, inputs).catch((error: unknown) => error);
        const status = Status.deserializeBinary(failed.metadata.get("grpc-status-details-bin")[0]);
        const detail = status.getDetailsList()[0];
        assert.equal(detail?.getTypeName(), "pulumirpc.ErrorResourceInitFailed");
        const partial = provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
        assert.deepEqual([partial.getId(), partial.getReasonsList()], ["flink", ["half done"]]);
        assert.deepEqual(fromWire(partial.getInputs()), inputs);
        assert.equal(fromWire(partial.getProperties())["release"], "V1-1");
    });

    it("answers functions and survives a throw in a rule", async () => {
        const args = new provider.InvokeRequest().setTok("played:index:whoAmI").setArgs(toWire({ in: "x" }));
        const answer = await ask<provider.InvokeResponse>("invoke", args);
        assert.deepEqual(fromWire(answer.getReturn()), { account: "123456789012", region: "x" });
        await assert.rejects(create(run, { version: 1 }), /toUpperCase is not a function/);
    });
});
