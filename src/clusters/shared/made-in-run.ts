import * as pulumi from "@pulumi/pulumi";
import { takesCallbacks } from "../../run/callbacks";

/** Tells whether this run makes something, such as a cluster or the right to enter it. */
export class MadeInRun {
    /** Options of what counts. */
    readonly options: Pick<pulumi.ResourceOptions, "hooks">;
    private made = false;

    /**
     * @param name unique in the program.
     * @param onMade told each time.
     */
    constructor(
        name: string,
        private readonly onMade: () => void = () => undefined,
    ) {
        this.options = takesCallbacks()
            ? { hooks: { afterCreate: [new pulumi.ResourceHook(`${name}-made`, () => this.note())] } }
            : {};
    }

    /** Notes that something has been made. */
    note(): void {
        this.made = true;
        this.onMade();
    }

    /** True once something has been made. The engine says so before the outputs of what is made are known. */
    get anything(): boolean {
        return this.made;
    }
}
