import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialFailure } from "./double";
import { toWire } from "./wire";

/** How a failure goes to the engine. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> {
    const message = error instanceof Error ? error.message : String(error);
    const status = { code: grpc.status.UNKNOWN, details: message };
    return error instanceof PartialFailure ? { ...status, metadata: detailsOf(error) } : status;
}

/** Tells the engine to keep the resource in its state and to try an update next time. */
function detailsOf({ message, made, inputs }: PartialFailure): grpc.Metadata {
    const failed = new ErrorResourceInitFailed()
        .setId(made.id)
        .setProperties(toWire(made.outputs))
        .setInputs(toWire(inputs))
        .setReasonsList([message]);
    const packed = new Any();
    packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
    status.addDetails(packed);
    const metadata = new grpc.Metadata();
    // Where gRPC's Go library looks for a status with details; the Node library has nothing of the kind.
    metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    return metadata;
}
