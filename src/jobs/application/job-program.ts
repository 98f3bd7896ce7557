import type * as pulumi from "@pulumi/pulumi";

/** Program of an application. */
export interface JobProgram {
    readonly jar: pulumi.Input<string> | undefined;
    readonly entryClass: string | undefined;
    /** Arguments of `main`: those that the package sets, and then the user's own. */
    readonly args: readonly pulumi.Input<string>[] | undefined;
}
