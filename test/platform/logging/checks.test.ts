import assert from "node:assert/strict";
import type { PlatformLoggingArgs } from "../../../src/platform/logging/args";
import { capabilityProblems, loggingProblems } from "../../../src/platform/logging/checks";
import { loggingSettings } from "../../../src/platform/logging/settings";

const sentences = (args: PlatformLoggingArgs) =>
    loggingProblems(args, "flink-operator").map(({ path, problem }) => `${path} ${problem}`);

const url = "https://otlp.example.com/v1/logs";

describe("loggingProblems", () => {
    it("takes every kind of sink", () => {
        const header = { secret: "sink", key: "token" };
        const valid: readonly PlatformLoggingArgs[] = [
            {},
            { sink: { kind: "cluster" } },
            { sink: { kind: "otlp", url, headers: { "api-key": header }, certificateAuthority: header } },
            { sink: { kind: "loki", url: "http://loki-gateway.loki.svc", tenant: "payments" } },
            {
                sink: { kind: "otlp", url },
                collector: { version: "0.130.0", memoryMiB: 128, cpu: 0.1, queuedLines: 5000 },
            },
        ];
        assert.deepEqual(valid.flatMap(sentences), []);
    });

    const wrong: readonly (readonly [args: unknown, sentence: string])[] = [
        [{ sink: { kind: "splunk", url } }, 'sink.kind must be one of "cluster", "otlp", "loki", got "splunk"'],
        [
            { sink: { kind: "otlp", url: "otlp.example.com:4318" } },
            'sink.url must be a URL that starts with "http://" or "https://" and ends without "/", got "otlp.example.com:4318"',
        ],
        [
            { sink: { kind: "otlp" } },
            'sink.url must be a URL that starts with "http://" or "https://" and ends without "/", got nothing',
        ],
        [
            { sink: { kind: "otlp", url, headers: { "a b": { secret: "s", key: "k" } } } },
            'sink.headers must have names of headers, got "a b"',
        ],
        [
            { sink: { kind: "otlp", url, headers: { Authorization: "Bearer x" } } },
            'sink.headers["Authorization"] must name a Secret and a key in it, such as { secret: logs, key: token }',
        ],
        [
            { sink: { kind: "loki", url, tenant: "a b" } },
            'sink.tenant must be 1 to 150 letters, digits and characters of "!-_.*\'()", got "a b"',
        ],
        [
            { collector: { memoryMiB: 512 } },
            'collector cannot be combined with the sink "cluster", which has none; remove it',
        ],
        [
            { sink: { kind: "otlp", url }, collector: { version: "latest" } },
            'collector.version must be a version such as 0.158.0, at least 0.130.0, got "latest"',
        ],
        [
            { sink: { kind: "otlp", url }, collector: { version: "0.129.0" } },
            'collector.version must be a version such as 0.158.0, at least 0.130.0, got "0.129.0"',
        ],
        [
            { sink: { kind: "otlp", url }, collector: { namespace: "flink-operator" } },
            `collector.namespace must not be the operator's, where no pod may read its node's folders, got "flink-operator"`,
        ],
        [
            { sink: { kind: "otlp", url }, collector: { namespace: "default" } },
            'collector.namespace must be one that the cluster does not have from its start, got "default"',
        ],
        [
            { sink: { kind: "otlp", url }, collector: { memoryMiB: 64 } },
            "collector.memoryMiB must be a whole number of at least 128, got 64",
        ],
        [{ sink: { kind: "otlp", url }, collector: { cpu: 0 } }, "collector.cpu must be above 0, got 0"],
        [
            { sink: { kind: "otlp", url }, collector: { queuedLines: 10 } },
            "collector.queuedLines must be a whole number of at least 5000, got 10",
        ],
    ];
    for (const [args, sentence] of wrong) {
        it(`rejects: ${sentence.slice(0, 60)}`, () => {
            assert.deepEqual(sentences(args as PlatformLoggingArgs), [sentence]);
        });
    }
});

describe("capabilityProblems", () => {
    const none = { hostPathLogs: false, nodeExporter: false, privileged: false, kubeSystemWritable: false };
    const problemsOf = (args: PlatformLoggingArgs) => capabilityProblems(loggingSettings(args), none);

    it("refuses a collector where no pod may read its node's logs, and takes the cluster's own agent", () => {
        assert.deepEqual(problemsOf({ sink: { kind: "otlp", url } }), [
            {
                path: "logging.sink.kind",
                problem: `must be "cluster", as no pod of this cluster may read its node's logs, got "otlp"`,
            },
        ]);
        assert.deepEqual(problemsOf({}), []);
    });
});
