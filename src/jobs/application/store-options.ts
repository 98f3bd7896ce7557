import type { FilesystemPlugin, StoreFacts } from "../../contracts/cluster";

/** Options of the plugins for one kind of store: a plugin takes each of them under several prefixes. */
interface Family {
    readonly plugins: readonly FilesystemPlugin[];
    readonly prefixes: readonly string[];
    /** Options by which the plugins find the store and prove who they are, without their prefix. */
    readonly vital: RegExp;
    /** Options for one store of several, without their prefix. */
    readonly ofOneStore: RegExp;
    /** Remedy for other stores. */
    readonly remedy: (option: string) => string;
}

/**
 * Sources: `S3FileSystemFactory` of both plugins, `AbstractAzureFSFactory` and `ConfigUtils` below
 * https://github.com/apache/flink/tree/release-2.2.1/flink-filesystems for the prefixes, and for the options
 * https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html,
 * https://prestodb.io/docs/current/connector/hive.html#amazon-s3-configuration,
 * https://hadoop.apache.org/docs/stable/hadoop-azure/abfs.html and
 * https://github.com/GoogleCloudDataproc/hadoop-connectors/blob/branch-2.2.x/gcs/CONFIGURATION.md.
 */
const families: readonly Family[] = [
    {
        plugins: ["flink-s3-fs-presto", "flink-s3-fs-hadoop"],
        prefixes: ["s3.", "s3a.", "fs.s3a.", "presto.s3."],
        vital: /^(access\.key|secret\.key|session\.token|aws\.credentials\.provider|credentials\.provider|use\.instance\.credentials|iam\.role|assumed\.role|delegation\.token|security\.credential\.provider\.path|endpoint|path\.style\.access)(\.|$)/,
        ofOneStore: /^bucket\./,
        remedy: (option) => `use "fs.s3a.bucket.<name>.${option}" and s3a:// paths for another bucket`,
    },
    {
        plugins: ["flink-azure-fs-hadoop"],
        prefixes: ["fs.azure.", "azure."],
        vital: /^(account\.(key|keyprovider|auth|oauth|oauth2)|sas|shellkeyprovider)(\.|$)/,
        ofOneStore: /\.[a-z0-9]+\.(dfs|blob)\.[a-z0-9.]+$/, // "account.key.orders.dfs.core.windows.net" yes
        remedy: (option) => `use "fs.azure.${option}.<account>.dfs.core.windows.net" for another account`,
    },
    {
        plugins: ["flink-gs-fs-hadoop"],
        prefixes: ["gs.", "fs.gs."],
        vital: /^(auth|storage\.root\.url|storage\.service\.path|token\.server\.url)(\.|$)/,
        ofOneStore: /^$/,
        remedy: () => "give the job's service account rights on another bucket",
    },
];

/** Delegation tokens, which Flink puts before every other credential: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/security/security-delegation-token/. */
const s3Tokens = /^security\.delegation\.token\.provider\.s3-(hadoop|presto)\.(access-key|secret-key|region)$/;

/** Remedy for an option that the state store depends on; undefined for any other option. */
export function storeOptionRemedy(key: string, store: StoreFacts, flinkVersion: string): string | undefined {
    const depends = "the state store depends on it";
    const named = store.options(flinkVersion);
    if (s3Tokens.test(key) && store.plugins.some((plugin) => plugin.startsWith("flink-s3-"))) {
        return depends;
    }
    for (const family of families.filter(({ plugins }) => plugins.some((plugin) => store.plugins.includes(plugin)))) {
        const option = optionIn(family, key);
        if (option !== undefined && !family.ofOneStore.test(option)) {
            const isNamed = named.some((other) => canonical(optionIn(family, other) ?? "") === canonical(option));
            return isNamed || family.vital.test(canonical(option))
                ? `${depends}, so ${family.remedy(option)}`
                : undefined;
        }
    }
    return named.includes(key) ? depends : undefined;
}

/** An option without its prefix: `fs.s3a.endpoint` → `endpoint`. */
function optionIn({ prefixes }: Family, key: string): string | undefined {
    const prefix = prefixes.find((start) => key.startsWith(start));
    return prefix === undefined ? undefined : key.slice(prefix.length);
}

/** `access-key` and `access.key` are one option. */
function canonical(option: string): string {
    return option.replaceAll("-", ".");
}
