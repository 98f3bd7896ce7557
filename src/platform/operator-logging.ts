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

/** The two files with what is logged: everything goes to the container's output. */
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
        ),
    };
}

function properties(level: LogLevel, loggers: Readonly<Record<string, LogLevel>>, pattern: string): string {
    const lines = [
        ["monitorInterval", monitorIntervalSeconds],
        ["rootLogger.level", level],
        ["rootLogger.appenderRef.console.ref", "console"],
        ["appender.console.name", "console"],
        ["appender.console.type", "Console"],
        ["appender.console.layout.type", "PatternLayout"],
        ["appender.console.layout.pattern", pattern],
        ...Object.entries(loggers).flatMap(([logger, loggerLevel], index) => [
            [`logger.l${index}.name`, logger],
            [`logger.l${index}.level`, loggerLevel],
        ]),
    ];
    return lines.map(([key, value]) => `${key} = ${value}\n`).join("");
}
