import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknown, type Inputs } from "./rules";

/**
 * How the engine writes an unknown value that it knows the kind of.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknownKinds: readonly string[] = [
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // true or false
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
];

/** Values of a message, keys in order of the alphabet. The doubles take no secrets, so all are plain. */
export function fromWire(struct: Struct | undefined): Inputs {
    return struct === undefined ? {} : (plain(struct.toJavaScript()) as Inputs);
}

/** A message of values; keys without a value are left out, as JSON does. */
export function toWire(values: Inputs): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
}

function plain(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (typeof value === "object" && value !== null) {
        const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)); // they come in any order
        return Object.fromEntries(sorted.map(([key, entry]) => [key, plain(entry)]));
    }
    return typeof value === "string" && unknownKinds.includes(value) ? unknown : value;
}
