import { z } from "zod";

/** An object that takes no other keys; the error for one names those that it takes. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
    const known = Object.keys(shape).join(", ");
    return z.strictObject(shape, {
        error: (issue) =>
            issue.code === "unrecognized_keys"
                ? `${issue.keys.map((key) => `"${key}"`).join(", ")} is not known; known: ${known}`
                : undefined,
    });
}

/** Text that is not empty. */
export const text = z.string().min(1);

/** A value that Flink or the operator reads as text. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);
