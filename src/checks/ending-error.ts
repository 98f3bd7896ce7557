import * as pulumi from "@pulumi/pulumi";

/**
 * An error that ends a run with its message alone: without a stack, and with a message that the SDK cannot prefix as the
 * error passes through outputs.
 *
 * @param message gives the message at the time when it is shown.
 */
export function endingError(message: () => string): pulumi.RunError {
    const error = new pulumi.RunError();
    error.stack = "";
    Object.defineProperty(error, "message", { get: message, set: () => undefined, enumerable: false });
    return error;
}
