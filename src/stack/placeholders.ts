import type { Finding } from "../checks/findings";

/** Values of the stack files as they are shipped, where each user has one of their own. */
const placeholders: readonly unknown[] = [
    "arn:aws:iam::123456789012:role/platform",
    "your-project",
    "your-bucket",
    "00000000-0000-0000-0000-000000000000",
    "203.0.113.7/32",
];

/** Places of a block that still hold the value with which its stack file is shipped. */
export function placeholderFindings(block: string, values: object): Finding[] {
    return placesOf(values, "").map(([path, value]) => ({
        component: "stack config",
        name: block,
        path,
        problem: `must be a value of your own, got the placeholder "${value}"; put yours in its place`,
    }));
}

function placesOf(value: unknown, path: string): [path: string, value: string][] {
    if (typeof value === "string") {
        return placeholders.includes(value) ? [[path, value]] : [];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => placesOf(item, `${path}[${index}]`));
    }
    return Object.entries(value ?? {}).flatMap(([key, item]) => placesOf(item, path === "" ? key : `${path}.${key}`));
}
