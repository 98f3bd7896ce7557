import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";

// Parts of keys whose values Flink hides in its own logs:
// https://github.com/apache/flink/blob/release-2.2.0/flink-core/src/main/java/org/apache/flink/configuration/GlobalConfiguration.java
const sensitiveParts = [
    "password",
    "secret",
    "fs.azure.account.key",
    "apikey",
    "api-key",
    "auth-params",
    "service-key",
    "token",
    "basic-auth",
    "jaas.config",
    "http-headers",
];

/** Keys with such a part whose values are names, switches and times. */
const openPrefixes = ["kubernetes.", "security.delegation."];

/** A spec's options that hold secrets: the operator writes all options into a ConfigMap. Warnings. */
export function sensitiveOptionWarnings(configuration: EffectiveConfiguration): Problem[] {
    return [...configuration.values()]
        .filter(({ key, path, text }) => path.startsWith("spec.") && text !== "" && isSensitiveOption(key))
        .map(({ path }) => ({
            path,
            problem:
                "should not hold a secret, as Flink's options are kept in a ConfigMap; give it to the job by an " +
                "environment variable from a Secret",
        }));
}

/** Whether an option holds a secret, by its key. */
export function isSensitiveOption(name: string): boolean {
    const key = name.toLowerCase();
    return sensitiveParts.some((part) => key.includes(part)) && !openPrefixes.some((prefix) => key.startsWith(prefix));
}
