import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { checkAnswer, diffAnswer } from "./answers";
import type { Double, Subject } from "./double";
import { statusOf } from "./failure-status";
import { fromWire, toWire } from "./wire";

/** Answers one kind of call. */
type Handler = (request: any) => object | Promise<object>;

/** A double that answers. */
export interface Serving {
    readonly port: number;
    stop(): void;
}

/**
 * Serves a double to the engine on a free port of this machine. What is left out here, such as `Parameterize`, is
 * answered as unimplemented by the library.
 */
export async function serve(double: Double, version: string): Promise<Serving> {
    const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
    const handlers = { ...providerHandlers(double, version), ...resourceHandlers(double) };
    server.addService(
        ResourceProviderService as grpc.ServiceDefinition,
        Object.fromEntries(Object.entries(handlers).map(([method, handler]) => [method, unary(handler)])),
    );
    return new Promise((listening, fail) =>
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
            error === null ? listening({ port, stop: () => server.forceShutdown() }) : fail(error),
        ),
    );
}

/** Calls about the provider itself. The answers of the two kinds of greeting must agree. */
function providerHandlers(double: Double, version: string): Record<string, Handler> {
    return {
        handshake: () =>
            new provider.ProviderHandshakeResponse()
                .setAcceptSecrets(false)
                .setAcceptResources(false)
                .setAcceptOutputs(false),
        attach: () => new Empty(),
        getPluginInfo: () => new PluginInfo().setVersion(version),
        getSchema: () => new provider.GetSchemaResponse().setSchema("{}"),
        checkConfig: (request: provider.CheckRequest) => {
            const inputs = fromWire(request.getNews());
            return checkAnswer(inputs, double.checkConfig(inputs));
        },
        diffConfig: (request: provider.DiffRequest) =>
            diffAnswer(double.diffConfig(fromWire(request.getOldInputs()), fromWire(request.getNews()))),
        configure: (request: provider.ConfigureRequest) => {
            double.configure(fromWire(request.getArgs()));
            return new provider.ConfigureResponse()
                .setAcceptsecrets(false)
                .setSupportspreview(true)
                .setAcceptresources(false)
                .setAcceptoutputs(false);
        },
        invoke: async (request: provider.InvokeRequest) => {
            const answer = await double.invoke(request.getTok(), fromWire(request.getArgs()), request.getPreview());
            return new provider.InvokeResponse().setReturn(toWire(answer));
        },
        cancel: () => {
            double.cancel();
            return new Empty();
        },
    };
}

function resourceHandlers(double: Double): Record<string, Handler> {
    return {
        check: async (request: provider.CheckRequest) => {
            const inputs = fromWire(request.getNews());
            return checkAnswer(inputs, await double.check(subjectOf(request), inputs));
        },
        diff: async (request: provider.DiffRequest) => {
            const olds = fromWire(request.getOldInputs());
            const news = fromWire(request.getNews());
            return diffAnswer(await double.diff(subjectOf(request), olds, news, request.getIgnorechangesList()));
        },
        create: async (request: provider.CreateRequest) => {
            const inputs = fromWire(request.getProperties());
            const { id, outputs } = await double.create(subjectOf(request), inputs, request.getPreview());
            return new provider.CreateResponse().setId(id).setProperties(toWire(outputs));
        },
        update: async (request: provider.UpdateRequest) => {
            const olds = fromWire(request.getOlds());
            const news = fromWire(request.getNews());
            const { outputs } = await double.update(subjectOf(request), olds, news, request.getPreview());
            return new provider.UpdateResponse().setProperties(toWire(outputs));
        },
        delete: async (request: provider.DeleteRequest) => {
            await double.delete(subjectOf(request), fromWire(request.getProperties()));
            return new Empty();
        },
        read: async (request: provider.ReadRequest) => {
            const olds = fromWire(request.getProperties());
            const found = await double.read(subjectOf(request), olds, fromWire(request.getInputs()));
            const answer = new provider.ReadResponse(); // without an id it says that there is no such resource
            return found === undefined
                ? answer
                : answer.setId(found.id).setProperties(toWire(found.outputs)).setInputs(toWire(found.inputs));
        },
    };
}

/** Which resource a request is about; its URN is `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
function subjectOf(request: { getUrn(): string; getId?(): string }): Subject {
    const urn = request.getUrn();
    const [, , types = "", ...names] = urn.split("::");
    return { urn, type: types.split("$").at(-1) ?? "", name: names.join("::"), id: request.getId?.() };
}

/** A throw in a handler would end the process, so it becomes an answer. */
function unary(handler: Handler): grpc.handleUnaryCall<any, any> {
    return (call, answer) => {
        Promise.resolve()
            .then(() => handler(call.request))
            .then(
                (response) => answer(null, response),
                (error: unknown) => answer(statusOf(error)),
            );
    };
}
