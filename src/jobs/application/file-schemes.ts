import type { FilesystemPlugin } from "../../contracts/cluster";

/**
 * Plugins by the schemes that they serve, the one first that is enabled where none is. Source: `getScheme` of the factories
 * below https://github.com/apache/flink/tree/release-2.2.1/flink-filesystems.
 */
const plugins: Readonly<Record<string, readonly FilesystemPlugin[]>> = {
    s3: ["flink-s3-fs-hadoop", "flink-s3-fs-presto"],
    s3a: ["flink-s3-fs-hadoop"],
    s3p: ["flink-s3-fs-presto"],
    gs: ["flink-gs-fs-hadoop"],
    abfs: ["flink-azure-fs-hadoop"],
    abfss: ["flink-azure-fs-hadoop"],
    wasb: ["flink-azure-fs-hadoop"],
    wasbs: ["flink-azure-fs-hadoop"],
};

/** The scheme of a URI, such as `s3a`; undefined for a path. */
export function schemeOf(uri: string): string | undefined {
    return /^([a-z][a-z\d+.-]*):/i.exec(uri)?.[1]?.toLowerCase(); // "s3a://bucket/a.jar" yes; "/opt/a.jar" no
}

/** Plugins that schemes need in addition to those that are enabled already. */
export function pluginsFor(schemes: readonly string[], enabled: readonly string[]): FilesystemPlugin[] {
    return schemes.flatMap((scheme) => {
        const serving = Object.hasOwn(plugins, scheme) ? (plugins[scheme] ?? []) : [];
        return serving.some((plugin) => enabled.includes(plugin)) ? [] : serving.slice(0, 1);
    });
}
