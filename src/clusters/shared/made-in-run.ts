import * as pulumi from "@pulumi/pulumi";
import { takesHooks } from "./propagation";

/** Tells whether this run makes something, such as a cluster or the right to enter it. */
export class MadeInRun {
    /** Options of what counts. */
    readonly options: Pick<pulumi.ResourceOptions, "hooks">;
    private made = false;

    /** @param name tells it from others in the program. */
    constructor(name: string) {
        this.options = takesHooks(pulumi.runtime.getMonitor())
            ? { hooks: { afterCreate: [new pulumi.ResourceHook(`${name}-made`, () => this.note())] } }
            : {};
    }

    /** Notes that something has been made. */
    note(): void {
        this.made = true;
    }

    /** True once something has been made. The engine says so before the outputs of what is made are known. */
    get anything(): boolean {
        return this.made;
    }
}
