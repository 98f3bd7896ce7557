/** Values of a user's own, by the placeholder of a shipped stack file that they replace. */
const own: Readonly<Record<string, string>> = {
    "your-project": "acme-flink",
    "your-bucket": "acme-state",
    "00000000-0000-0000-0000-000000000000": "6b1f2d0e-8c55-4b62-9a0e-3f3c8f2a7d10",
    "203.0.113.7/32": "81.2.69.142/32",
};

/** A stack file's text with a user's own values in place of its placeholders. */
export function filledStack(text: string): string {
    return Object.entries(own).reduce((filled, [placeholder, value]) => filled.replaceAll(placeholder, value), text);
}
