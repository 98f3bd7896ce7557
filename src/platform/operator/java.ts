import { compareVersions } from "../../flink/versions";
import { versionDefault } from "./version-defaults";

// Inner parts of Java 17 that Flink and its serialisers reach for. Flink's own list has some of the compiler's too, for a
// tool of its build; a Java runtime lacks that module and would warn of it. Source:
// https://github.com/apache/flink/blob/release-1.18.1/flink-dist/src/main/resources/flink-conf.yaml.
const exportedPackages = [
    "java.base/sun.net.util",
    "java.rmi/sun.rmi.registry",
    "java.security.jgss/sun.security.krb5",
];
const openedPackages = [
    "java.base/java.lang",
    "java.base/java.net",
    "java.base/java.io",
    "java.base/java.nio",
    "java.base/sun.nio.ch",
    "java.base/java.lang.reflect",
    "java.base/java.text",
    "java.base/java.time",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/java.util.concurrent.atomic",
    "java.base/java.util.concurrent.locks",
];

/** Options of a Java 17 machine that runs Flink. */
export const javaModuleOptions = [
    ...exportedPackages.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
    ...openedPackages.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
].join(" ");

/**
 * The Java module options as the operator's defaults for each Flink version with Java 17 images. The operator replaces the
 * configuration that the image has them in, and without them a job restarts for ever with InaccessibleObjectException.
 *
 * From Flink 1.19 on they are Flink's default options, to which a job's `env.java.opts.all` is added
 * (https://issues.apache.org/jira/browse/FLINK-33221); with 1.18 a job that sets that key replaces them. One key for each
 * version: "v1_19+" for all from one on is not known to operator 1.7.
 */
export function javaConfiguration(flinkVersions: readonly string[]): Record<string, string> {
    const versions = flinkVersions.filter((version) => compareVersions(version, "1.18") >= 0);
    return Object.fromEntries(
        versions.map((version) => {
            const option = version === "1.18" ? "env.java.opts.all" : "env.java.default-opts.all";
            return [versionDefault(version, option), javaModuleOptions];
        }),
    );
}
