import assert from "node:assert/strict";
import { loggingFiles } from "../../../src/platform/operator/logging";

describe("loggingFiles", () => {
    it("sends the operator's lines, with the resource they are about, to the container's output", () => {
        assert.equal(
            loggingFiles()["log4j-operator.properties"],
            [
                "monitorInterval = 15",
                "rootLogger.level = INFO",
                "rootLogger.appenderRef.console.ref = console",
                "appender.console.name = console",
                "appender.console.type = Console",
                "appender.console.layout.type = PatternLayout",
                "appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{1} " +
                    "%notEmpty{[%X{resource.namespace}/%X{resource.name}] }%msg%n%throwable",
                "logger.l0.name = org.apache.flink.configuration.GlobalConfiguration",
                "logger.l0.level = WARN",
                "logger.l1.name = org.apache.flink.configuration.Configuration",
                "logger.l1.level = WARN",
                "",
            ].join("\n"),
        );
    });

    it("sends the jobs' lines to the container's output and to a file of bounded size that Flink's UI shows", () => {
        assert.equal(
            loggingFiles()["log4j-console.properties"],
            [
                "monitorInterval = 15",
                "rootLogger.level = INFO",
                "rootLogger.appenderRef.console.ref = console",
                "appender.console.name = console",
                "appender.console.type = Console",
                "appender.console.layout.type = PatternLayout",
                "appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger %msg%n%throwable",
                "rootLogger.appenderRef.file.ref = file",
                "appender.file.name = file",
                "appender.file.type = RollingFile",
                "appender.file.fileName = ${sys:log.file}",
                "appender.file.filePattern = ${sys:log.file}.%i",
                "appender.file.policies.type = Policies",
                "appender.file.policies.size.type = SizeBasedTriggeringPolicy",
                "appender.file.policies.size.size = 10MB",
                "appender.file.strategy.type = DefaultRolloverStrategy",
                "appender.file.strategy.max = 4",
                "appender.file.layout.type = PatternLayout",
                "appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger %msg%n%throwable",
                "logger.l0.name = org.apache.flink.configuration.GlobalConfiguration",
                "logger.l0.level = WARN",
                "logger.l1.name = org.jboss.netty.channel.DefaultChannelPipeline",
                "logger.l1.level = ERROR",
                "logger.l2.name = org.apache.flink.shaded.akka.org.jboss.netty.channel.DefaultChannelPipeline",
                "logger.l2.level = OFF",
                "",
            ].join("\n"),
        );
    });

    it("gives the jobs levels of their own", () => {
        const file = loggingFiles({ jobLevel: "WARN", jobLoggers: { "com.example": "DEBUG" } })[
            "log4j-console.properties"
        ];
        const lines = file?.split("\n") ?? [];
        assert.equal(lines[1], "rootLogger.level = WARN");
        assert.deepEqual(lines.slice(-3), ["logger.l3.name = com.example", "logger.l3.level = DEBUG", ""]);
    });

    it("takes levels for the operator", () => {
        const file = loggingFiles({
            level: "ERROR",
            loggers: { "org.apache.flink.configuration.Configuration": "INFO" },
        })["log4j-operator.properties"];
        assert.equal(file?.split("\n")[1], "rootLogger.level = ERROR");
        assert.match(
            file ?? "",
            /logger\.l1\.name = org\.apache\.flink\.configuration\.Configuration\nlogger\.l1\.level = INFO\n/,
        );
    });

    it("writes one JSON object a line to the output, and text to the file of Flink's UI", () => {
        const files = loggingFiles({ format: "json" });
        const lineOf = (file: string, appender: string) =>
            files[file]?.split("\n").find((line) => line.startsWith(`appender.${appender}.layout.pattern = `));
        const context = (key: string, conversion: string) => `%notEmpty{,"${key}":"%enc{${conversion}}{JSON}"}`;
        const json = (keys: string) =>
            `appender.console.layout.pattern = {"time":"%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}{UTC}",` +
            `"severity":"%level{WARN=WARNING, FATAL=CRITICAL}","logger":"%enc{%logger}{JSON}",` +
            `"thread":"%enc{%thread}{JSON}","message":"%enc{%m}{JSON}"${keys}${context("exception", "%xEx")}}%n`;
        assert.equal(
            lineOf("log4j-operator.properties", "console"),
            json(
                ["kind", "namespace", "name", "generation"]
                    .map((key) => context(`flink.resource.${key}`, `%X{resource.${key}}`))
                    .join(""),
            ),
        );
        assert.equal(lineOf("log4j-console.properties", "console"), json(context("flink.job.id", "%X{flink-job-id}")));
        assert.equal(
            lineOf("log4j-console.properties", "file"),
            "appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger %msg%n%throwable",
        );
        for (const file of Object.values(files)) {
            assert.match(file, /^appender\.console\.layout\.alwaysWriteExceptions = false$/m);
        }
    });

    it("keeps the operator's lines of events at any level, if they are JSON", () => {
        const file = loggingFiles({ format: "json", level: "WARN" })["log4j-operator.properties"] ?? "";
        assert.match(
            file,
            /\.name = org\.apache\.flink\.kubernetes\.operator\.listener\.AuditUtils\nlogger\.l2\.level = INFO\n/,
        );
    });
});
