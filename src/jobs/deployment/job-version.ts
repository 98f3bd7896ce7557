import * as pulumi from "@pulumi/pulumi";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { notKnown } from "../../impact/field-change";
import type { JobVersion } from "../../impact/impact";
import { withUnknowns } from "../../run/with-unknowns";

/**
 * A version of a job from the inputs of its custom resource, as a hook gets them: what is secret is an output there, or in
 * older SDKs an object of the engine's protocol, and what is only known in the run a mark of the SDK.
 */
export async function jobVersion(inputs: pulumi.Inputs): Promise<JobVersion> {
    const [metadata, spec] = await Promise.all([opened(inputs["metadata"]), opened(inputs["spec"])]);
    const { namespace, name, labels, annotations } = metadata as Omit<JobVersion, "spec">;
    return { namespace, name, ...(labels && { labels }), ...(annotations && { annotations }), spec } as JobVersion;
}

async function opened(input: unknown): Promise<unknown> {
    return marked(await withUnknowns(pulumi.output(input)));
}

function marked(value: unknown): unknown {
    if (pulumi.isUnknown(value)) {
        return notKnown;
    }
    if (rpc.isRpcSecret(value)) {
        return marked(rpc.unwrapRpcSecret(value));
    }
    if (Array.isArray(value)) {
        return value.map(marked);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)]))
        : value;
}
