import type * as pulumi from "@pulumi/pulumi";

/** Every Output has this method; its declaration leaves it out. Without `true` a part that is not known hides the rest. */
interface WithUnknowns {
    promise(withUnknowns: boolean): Promise<unknown>;
}

/** Value of an output, in which parts that are not known yet are the SDK's mark for them. */
export function withUnknowns(output: pulumi.Output<unknown>): Promise<unknown> {
    return (output as unknown as WithUnknowns).promise(true);
}
