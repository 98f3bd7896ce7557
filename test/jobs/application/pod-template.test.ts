import assert from "node:assert/strict";
import { podTemplate } from "../../../src/jobs/application/pod-template";

const binding = {
    serviceAccountAnnotations: {},
    podLabels: { identity: "use" },
    podAnnotations: { proxy: "true" },
    env: [
        { name: "REGION", value: "eu" },
        { name: "AWS_ACCESS_KEY_ID", secretName: "flink-object-store", secretKey: "accessKeyId" },
    ],
    flinkConfiguration: () => ({}),
    grantDelay: { seconds: 0, refusals: [] },
    dependsOn: [],
};

describe("podTemplate", () => {
    it("passes Pod Security restricted and carries the binding", () =>
        assert.deepEqual(
            podTemplate({
                binding,
                plugins: ["flink-s3-fs-presto", "flink-s3-fs-hadoop"],
                flinkPatch: "2.2.1",
                environment: {},
                files: { job: "orders", files: {} },
            }),
            {
                metadata: { labels: { identity: "use" }, annotations: { proxy: "true" } },
                spec: {
                    securityContext: {
                        runAsNonRoot: true,
                        runAsUser: 9999,
                        runAsGroup: 9999,
                        fsGroup: 9999,
                        seccompProfile: { type: "RuntimeDefault" },
                    },
                    containers: [
                        {
                            name: "flink-main-container",
                            env: [
                                {
                                    name: "ENABLE_BUILT_IN_PLUGINS",
                                    value: "flink-s3-fs-presto-2.2.1.jar;flink-s3-fs-hadoop-2.2.1.jar",
                                },
                                { name: "REGION", value: "eu" },
                                {
                                    name: "AWS_ACCESS_KEY_ID",
                                    valueFrom: { secretKeyRef: { name: "flink-object-store", key: "accessKeyId" } },
                                },
                            ],
                            terminationMessagePolicy: "FallbackToLogsOnError",
                            securityContext: {
                                allowPrivilegeEscalation: false,
                                capabilities: { drop: ["ALL"] },
                                readOnlyRootFilesystem: true,
                            },
                            volumeMounts: [
                                { name: "tmp", mountPath: "/tmp" },
                                { name: "log", mountPath: "/opt/flink/log" },
                                {
                                    name: "flink-s3-fs-presto",
                                    mountPath: "/opt/flink/plugins/flink-s3-fs-presto-2.2.1",
                                },
                                {
                                    name: "flink-s3-fs-hadoop",
                                    mountPath: "/opt/flink/plugins/flink-s3-fs-hadoop-2.2.1",
                                },
                            ],
                        },
                    ],
                    volumes: [
                        { name: "tmp", emptyDir: {} },
                        { name: "log", emptyDir: {} },
                        { name: "flink-s3-fs-presto", emptyDir: {} },
                        { name: "flink-s3-fs-hadoop", emptyDir: {} },
                    ],
                },
            },
        ));
});
