import { jobLine, operatorLine, type LogFormat } from "./log-line";

/** Log levels and lines of the operator and the jobs. */
export interface LoggingArgs {
    /** Least level of the operator's lines. @default INFO */
    readonly level?: LogLevel;
    /** Least level of the jobs' lines. @default INFO */
    readonly jobLevel?: LogLevel;
    /** Least level by logger of the operator, such as `org.apache.flink.kubernetes.operator`. @default none */
    readonly loggers?: Readonly<Record<string, LogLevel>>;
    /** Least level by logger of the jobs. @default those that repeat themselves at INFO are at WARN */
    readonly jobLoggers?: Readonly<Record<string, LogLevel>>;
    /**
     * Form of the lines on the containers' output: `text`, or one JSON object a line. Files that Flink's UI shows hold text.
     * Running jobs keep theirs until they are next deployed.
     *
     * @default `text`; `json` on a platform with `logging`
     */
    readonly format?: LogFormat;
}

/** Forms of a line. */
export const logFormats = ["text", "json"] as const satisfies readonly LogFormat[];

/** Levels of log4j. */
export const logLevels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"] as const;

/** A level of log4j: lines below it are left out. */
export type LogLevel = (typeof logLevels)[number];

const defaultLevel: LogLevel = "INFO";

/** Looks at its file this often, so that a new level needs no restart. */
const monitorIntervalSeconds = 15;

// Each prints a line for every option or key that it reads.
const quietOperatorLoggers: Readonly<Record<string, LogLevel>> = {
    "org.apache.flink.configuration.GlobalConfiguration": "WARN",
    "org.apache.flink.configuration.Configuration": "WARN",
};
const quietJobLoggers: Readonly<Record<string, LogLevel>> = {
    "org.apache.flink.configuration.GlobalConfiguration": "WARN",
    "org.jboss.netty.channel.DefaultChannelPipeline": "ERROR",
    "org.apache.flink.shaded.akka.org.jboss.netty.channel.DefaultChannelPipeline": "OFF",
};

// Writes a line for each event of a resource. They are collected whatever the level of the rest.
const eventLoggers: Readonly<Record<string, LogLevel>> = {
    "org.apache.flink.kubernetes.operator.listener.AuditUtils": "INFO",
};

/** Logging of the operator, by its file's name in the ConfigMap. */
export const operatorLoggingFile = "log4j-operator.properties";
/** Logging that the operator hands to every job. Without it jobs log nothing. */
export const jobLoggingFile = "log4j-console.properties";

type Line = readonly [key: string, value: string | number];

// As much as the kubelet keeps of a container's output by default: 5 files of 10 MiB. The files lie in an emptyDir, so on
// the node's own disk. https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
const fileSizeMiB = 10;
const olderFiles = 4;

/** The two files with what is logged: everything goes to the container's output, and a job's to a file besides. */
export function loggingFiles(args: LoggingArgs = {}): Record<string, string> {
    const format = args.format ?? "text";
    return {
        [operatorLoggingFile]: properties(
            args.level ?? defaultLevel,
            { ...quietOperatorLoggers, ...(format === "json" ? eventLoggers : {}), ...args.loggers },
            toConsole(operatorLine, format),
        ),
        [jobLoggingFile]: properties(args.jobLevel ?? defaultLevel, { ...quietJobLoggers, ...args.jobLoggers }, [
            ...toConsole(jobLine, format),
            ...toFile(jobLine.text),
        ]),
    };
}

function properties(level: LogLevel, loggers: Readonly<Record<string, LogLevel>>, appenders: readonly Line[]): string {
    const lines: readonly Line[] = [
        ["monitorInterval", monitorIntervalSeconds],
        ["rootLogger.level", level],
        ...appenders,
        ...Object.entries(loggers).flatMap(([logger, loggerLevel], index): Line[] => [
            [`logger.l${index}.name`, logger],
            [`logger.l${index}.level`, loggerLevel],
        ]),
    ];
    return lines.map(([key, value]) => `${key} = ${value}\n`).join("");
}

function toConsole(line: Readonly<Record<LogFormat, string>>, format: LogFormat): Line[] {
    const lines = appender("console", "Console", line[format]);
    // Otherwise the stack trace follows the object, a line for each of its calls.
    return format === "json" ? [...lines, ["appender.console.layout.alwaysWriteExceptions", "false"]] : lines;
}

/** The file that Flink's UI shows: the scripts that start a process put its name into `log.file`. */
function toFile(pattern: string): Line[] {
    return appender("file", "RollingFile", pattern, [
        ["fileName", "${sys:log.file}"],
        ["filePattern", "${sys:log.file}.%i"],
        ["policies.type", "Policies"],
        ["policies.size.type", "SizeBasedTriggeringPolicy"],
        ["policies.size.size", `${fileSizeMiB}MB`], // log4j counts 1024 × 1024 bytes for an MB
        ["strategy.type", "DefaultRolloverStrategy"],
        ["strategy.max", olderFiles],
    ]);
}

function appender(name: string, type: string, pattern: string, settings: readonly Line[] = []): Line[] {
    return [
        [`rootLogger.appenderRef.${name}.ref`, name],
        [`appender.${name}.name`, name],
        [`appender.${name}.type`, type],
        ...settings.map(([key, value]): Line => [`appender.${name}.${key}`, value]),
        [`appender.${name}.layout.type`, "PatternLayout"],
        [`appender.${name}.layout.pattern`, pattern],
    ];
}
