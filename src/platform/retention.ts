import type * as pulumi from "@pulumi/pulumi";
import { takesCallbacks } from "../run/callbacks";

/**
 * Keeps a component and all below it when they are deleted, if any part of the program asks for that. Options are fixed as
 * the component is made, but the engine is told of it only when the program waits for something, or has come to its end.
 */
export class Retention {
    /** Options of the component. */
    readonly options: Pick<pulumi.ComponentResourceOptions, "retainOnDelete" | "transforms">;
    private told = false;

    /**
     * @param type type of the component.
     * @param asked it is to be kept from the first.
     */
    constructor(
        private readonly type: string,
        private asked: boolean,
    ) {
        this.options = {
            ...(asked && { retainOnDelete: true }),
            ...(!asked && takesCallbacks() && { transforms: [(args) => Promise.resolve(this.tell(args))] }),
        };
    }

    /**
     * Asks for it.
     *
     * @returns false if the engine was told of the component without it.
     */
    ask(): boolean {
        this.asked ||= !this.told;
        return this.asked;
    }

    /** Says what the engine is told. Its transforms are those of the children too, which take the option from the parent. */
    tell({ type, props, opts }: Pick<pulumi.ResourceTransformArgs, "type" | "props" | "opts">) {
        if (type !== this.type) {
            return undefined;
        }
        this.told = true;
        return this.asked ? { props, opts: { ...opts, retainOnDelete: true } } : undefined;
    }
}
