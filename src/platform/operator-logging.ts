/** What the operator and the jobs log. */
export interface LoggingArgs {
    /** Least level of the operator's lines. @default INFO */
    readonly level?: LogLevel;
    /** Least level of the jobs' lines. @default INFO */
    readonly jobLevel?: LogLevel;
    /** Least level by logger of the operator, such as `org.apache.flink.kubernetes.operator`. @default none */
    readonly loggers?: Readonly<Record<string, LogLevel>>;
    /** Least level by logger of the jobs. @default those that repeat themselves at INFO are at WARN */
    readonly jobLoggers?: Readonly<Record<string, LogLevel>>;
}

/** Levels of log4j. */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "OFF";

const defaultLevel: LogLevel = "INFO";

/** Looks at its file this often, so that a new level needs no restart. */
const monitorIntervalSeconds = 15;

// Each line says which resource it is about: https://javaoperatorsdk.io/docs/documentation/observability/ names the keys.
const operatorLine =
    "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{1} %notEmpty{[%X{resource.namespace}/%X{resource.name}] }%msg%n%throwable";
const jobLine = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger %msg%n%throwable";

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

/** Logging of the operator, by its file's name in the ConfigMap. */
export const operatorLoggingFile = "log4j-operator.properties";
/** Logging that the operator hands to every job. Without it jobs log nothing. */
export const jobLoggingFile = "log4j-console.properties";

// A job's log lies in an emptyDir of its node: six files of it are there at most, the oldest goes first.
const jobFileSizeMiB = 10;
const jobFilesKept = 5;

/** A job's log as a file too, where Flink's entrypoints and the log tabs of its UI look for it. */
const jobFileAppender: readonly (readonly [string, string | number])[] = [
    ["rootLogger.appenderRef.file.ref", "file"],
    ["appender.file.name", "file"],
    ["appender.file.type", "RollingFile"],
    ["appender.file.fileName", "${sys:log.file}"],
    ["appender.file.filePattern", "${sys:log.file}.%i"],
    ["appender.file.layout.type", "PatternLayout"],
    ["appender.file.layout.pattern", jobLine],
    ["appender.file.policies.type", "Policies"],
    ["appender.file.policies.size.type", "SizeBasedTriggeringPolicy"],
    ["appender.file.policies.size.size", `${jobFileSizeMiB}MB`],
    ["appender.file.strategy.type", "DefaultRolloverStrategy"],
    ["appender.file.strategy.max", jobFilesKept],
];

/** The two files with what is logged: everything goes to the container's output, and what a job logs to a file too. */
export function loggingFiles(args: LoggingArgs = {}): Record<string, string> {
    return {
        [operatorLoggingFile]: properties(
            args.level ?? defaultLevel,
            { ...quietOperatorLoggers, ...args.loggers },
            operatorLine,
        ),
        [jobLoggingFile]: properties(
            args.jobLevel ?? defaultLevel,
            { ...quietJobLoggers, ...args.jobLoggers },
            jobLine,
            jobFileAppender,
        ),
    };
}

function properties(
    level: LogLevel,
    loggers: Readonly<Record<string, LogLevel>>,
    pattern: string,
    file: typeof jobFileAppender = [],
): string {
    const lines = [
        ["monitorInterval", monitorIntervalSeconds],
        ["rootLogger.level", level],
        ["rootLogger.appenderRef.console.ref", "console"],
        ["appender.console.name", "console"],
        ["appender.console.type", "Console"],
        ["appender.console.layout.type", "PatternLayout"],
        ["appender.console.layout.pattern", pattern],
        ...file,
        ...Object.entries(loggers).flatMap(([logger, loggerLevel], index) => [
            [`logger.l${index}.name`, logger],
            [`logger.l${index}.level`, loggerLevel],
        ]),
    ];
    return lines.map(([key, value]) => `${key} = ${value}\n`).join("");
}
