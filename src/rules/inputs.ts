import * as pulumi from "@pulumi/pulumi";

/** Whether something is given, be it known yet or not. An empty field in a YAML file is not given. */
export function isSet<T>(value: T | undefined | null): value is T {
    return value !== undefined && value !== null;
}

/** The value if it is given and known already; undefined for outputs and promises, on which no rule can say anything. */
export function known<T>(value: pulumi.Input<T> | undefined | null): T | undefined {
    return isSet(value) && !pulumi.Output.isInstance(value) && !(value instanceof Promise) ? (value as T) : undefined;
}

/** The text if it is given, known already and text: a file or a program without types may hold anything. */
export function textOf(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
