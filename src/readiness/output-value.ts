import type * as pulumi from "@pulumi/pulumi";

/** An output's value, undefined if it is not known. Unlike `apply`, it tells of an output that will never have one. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T | undefined> {
    // Every Output has this method; its declaration leaves it out.
    return (output as unknown as { promise(): Promise<T | undefined> }).promise();
}
