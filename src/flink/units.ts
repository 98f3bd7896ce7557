/**
 * Sizes, durations and amounts as Flink and Kubernetes write them. A reader gives undefined for text that its system
 * would refuse.
 */

/** Bytes in a MiB. */
export const mib = 1024 ** 2;

// Flink's units: https://nightlies.apache.org/flink/flink-docs-stable/api/java/org/apache/flink/configuration/MemorySize.html
const flinkSizeUnits: Readonly<Record<string, number>> = {
    "": 1,
    b: 1,
    bytes: 1,
    k: 1024,
    kb: 1024,
    kibibytes: 1024,
    m: mib,
    mb: mib,
    mebibytes: mib,
    g: 1024 ** 3,
    gb: 1024 ** 3,
    gibibytes: 1024 ** 3,
    t: 1024 ** 4,
    tb: 1024 ** 4,
    tebibytes: 1024 ** 4,
};

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const quantityUnits: Readonly<Record<string, number>> = {
    "": 1,
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
    Ki: 1024,
    Mi: mib,
    Gi: 1024 ** 3,
    Ti: 1024 ** 4,
    Pi: 1024 ** 5,
    Ei: 1024 ** 6,
};

// https://nightlies.apache.org/flink/flink-docs-stable/api/java/org/apache/flink/util/TimeUtils.html
const flinkDurationUnits: readonly (readonly [seconds: number, names: readonly string[]])[] = [
    [86_400, ["d", "day", "days"]],
    [3_600, ["h", "hour", "hours"]],
    [60, ["m", "min", "minute", "minutes"]],
    [1, ["s", "sec", "secs", "second", "seconds"]],
    [1e-3, ["", "ms", "milli", "millis", "millisecond", "milliseconds"]],
    [1e-6, ["µs", "micro", "micros", "microsecond", "microseconds"]],
    [1e-9, ["ns", "nano", "nanos", "nanosecond", "nanoseconds"]],
];

/** A size for Flink, where `m` is MiB: 2048 → `2048m`. */
export function flinkMemory(sizeMiB: number): string {
    return `${sizeMiB}m`;
}

/** A volume's size for Kubernetes: 10 → `10Gi`. */
export function kubernetesStorage(sizeGiB: number): string {
    return `${sizeGiB}Gi`;
}

/** A duration for Flink, to the millisecond: 60 → `60 s`, 0.5 → `500 ms`. */
export function flinkDuration(seconds: number): string {
    return Number.isInteger(seconds) ? `${seconds} s` : `${Math.round(seconds * 1000)} ms`;
}

/** The largest number of Java's `long`. */
const largestLong = 2n ** 63n - 1n;

/** Bytes of a size as Flink reads it: `2048m`, `1 gb` and `1024` yes; `1.5g`, `1Gi`, `-1m` and `8388608t` no. */
export function parseFlinkMemory(text: string): number | undefined {
    const match = /^(\d+)\s*([a-z]*)$/.exec(text.trim().toLowerCase());
    const unit = flinkSizeUnits[match?.[2] ?? "?"];
    const bytes = unit === undefined ? undefined : BigInt(match?.[1] ?? 0) * BigInt(unit);
    return bytes === undefined || bytes > largestLong ? undefined : Number(bytes);
}

/** Amount of a Kubernetes quantity in its base unit, such as bytes or cores: `1Gi`, `500m` and `2e3` yes; `1 Gi` and `1gb` no. */
export function parseKubernetesQuantity(text: string): number | undefined {
    const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([A-Za-z]{0,2}))$/.exec(text);
    const unit = match?.[2] === undefined ? quantityUnits[match?.[3] ?? "?"] : 10 ** Number(match[2]);
    return unit === undefined ? undefined : Number(match?.[1]) * unit;
}

/**
 * Bytes of `resource.memory` as the operator reads it: Flink's size, else a Kubernetes quantity in any case, with or
 * without a `b` at its end. The operator then hands whole bytes to Flink: `1Gi` yes, `1.5Gi` and `1Ei` no.
 */
export function parseResourceMemory(text: string): number | undefined {
    const quantity = text.replaceAll(/\s/g, "").toUpperCase().replace(/B$/, "").replace(/I$/, "i").replace(/K$/, "k");
    const isWhole = /^\+?\d+\.?(E\+?\d+|[kMGTP]?|[KMGTP]i)$/.test(quantity);
    const amount = (isWhole ? parseKubernetesQuantity(quantity) : undefined) ?? Infinity;
    return parseFlinkMemory(text) ?? (amount > largestLong ? undefined : amount);
}

// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Double.html#valueOf(java.lang.String)
const javaDecimal = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?Infinity)[fd]?$/i; // "0.5", ".5f", "1e-3d" yes
const javaHexadecimal = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)[fd]?$/i; // "0x1.8p3" yes, "0x10" no

/** A number as Java reads it: `0.5`, ` 1e2 `, `1d` and `0x1p3` yes; `0x10`, `1,5` and the empty text no. Undefined for NaN too. */
export function parseJavaNumber(text: string): number | undefined {
    const decimal = javaDecimal.exec(text.trim())?.[1];
    if (decimal !== undefined) {
        return Number(decimal);
    }
    const [, sign, whole = "", rest = "", exponent] = javaHexadecimal.exec(text.trim()) ?? [];
    return whole + rest === ""
        ? undefined
        : Number(`${sign}1`) * Number.parseInt(whole + rest, 16) * 2 ** (Number(exponent) - 4 * rest.length);
}

/** Seconds of a duration as Flink reads it: `60 s`, `5 min` and `500` (ms) yes; `1.5 h`, `-1 s` and `PT5M` no. */
export function parseFlinkDuration(text: string): number | undefined {
    const match = /^(\d+)\s*([a-zµ]*)$/.exec(text.trim().toLowerCase());
    const unit = flinkDurationUnits.find(([, names]) => names.includes(match?.[2] ?? "?"));
    return unit === undefined ? undefined : Number(match?.[1]) * unit[0];
}
