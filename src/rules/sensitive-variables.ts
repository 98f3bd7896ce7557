/** Names of variables that are secrets: "DB_PASSWORD", "apiToken" yes; "TOKEN_URL", "PASSWORD_FILE" no. */
const sensitive = /password|passwd|secret|token|api_?key|private_?key|credential/i;
const open = /(_|-|\.)?(file|path|dir|url|uri|name|id|ttl|seconds|location)$/i;

/** Whether an environment variable holds a secret, by its name. */
export function isSensitiveVariable(name: string): boolean {
    return sensitive.test(name) && !open.test(name);
}
