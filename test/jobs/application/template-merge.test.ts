import assert from "node:assert/strict";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { mergePodTemplates, processTemplate } from "../../../src/jobs/application/template-merge";

type PodTemplate = k8s.types.input.core.v1.PodTemplateSpec;

const main = "flink-main-container";
const base: PodTemplate = {
    metadata: { labels: { a: "1" } },
    spec: {
        securityContext: { runAsNonRoot: true },
        containers: [
            {
                name: main,
                env: [
                    { name: "A", value: "1" },
                    { name: "KEY", valueFrom: { secretKeyRef: { name: "store", key: "key" } } },
                ],
                args: ["x"],
                volumeMounts: [
                    { name: "tmp", mountPath: "/tmp" },
                    { name: "log", mountPath: "/opt/flink/log" },
                ],
            },
        ],
        volumes: [
            { name: "tmp", emptyDir: {} },
            { name: "log", emptyDir: {} },
        ],
    },
};

/** The value of an input once everything in it is known. */
const resolved = (value: unknown) =>
    (pulumi.output(value as object) as unknown as { promise(): Promise<any> }).promise();
const merged = (over: unknown) => resolved(mergePodTemplates(base, over as PodTemplate));
const containersOf = async (over: unknown) => (await merged(over)).spec.containers;

describe("mergePodTemplates", () => {
    it("leaves the base as it is without anything to lay on it", () =>
        assert.equal(mergePodTemplates(base, undefined), base));

    it("merges objects by field and containers by name, and replaces other lists", async () =>
        assert.deepEqual(
            await merged({
                metadata: { labels: { b: "2" } },
                spec: {
                    nodeSelector: { disk: "ssd" },
                    containers: [
                        { name: "sidecar", image: "proxy" },
                        { name: main, args: ["y", "z"], env: [{ name: "B", value: "2" }] },
                    ],
                },
            }),
            {
                metadata: { labels: { a: "1", b: "2" } },
                spec: {
                    ...(base.spec as object),
                    nodeSelector: { disk: "ssd" },
                    containers: [
                        {
                            ...(base.spec as any).containers[0],
                            args: ["y", "z"],
                            env: [...(base.spec as any).containers[0].env, { name: "B", value: "2" }],
                        },
                        { name: "sidecar", image: "proxy" },
                    ],
                },
            },
        ));

    it("replaces variables and volumes of one name whole: a choice such as value and valueFrom has one member", async () => {
        const { spec } = await merged({
            spec: {
                containers: [{ name: main, env: [{ name: "KEY", value: "mine" }] }],
                volumes: [{ name: "tmp", ephemeral: { volumeClaimTemplate: {} } }],
            },
        });
        assert.deepEqual(spec.containers[0].env, [
            { name: "A", value: "1" },
            { name: "KEY", value: "mine" },
        ]);
        assert.deepEqual(spec.volumes, [
            { name: "tmp", ephemeral: { volumeClaimTemplate: {} } },
            { name: "log", emptyDir: {} },
        ]);
    });

    it("puts a mount in the place of one at the same path", async () => {
        const [container] = await containersOf({
            spec: {
                containers: [{ name: main, volumeMounts: [{ name: "flink-logs", mountPath: "/opt/flink/log/" }] }],
            },
        });
        assert.deepEqual(container.volumeMounts, [
            { name: "tmp", mountPath: "/tmp" },
            { name: "flink-logs", mountPath: "/opt/flink/log/" },
        ]);
    });

    it("merges ports by number and protocol, and pull secrets by name", () => {
        const port = (containerPort: number, more: object = {}) => ({ containerPort, ...more });
        const of = (ports: object[], imagePullSecrets: object[]) =>
            ({ spec: { containers: [{ name: main, ports }], imagePullSecrets } }) as unknown as PodTemplate;
        assert.deepEqual(
            mergePodTemplates(
                of([port(53), port(53, { protocol: "UDP" }), port(80)], [{ name: "a" }]),
                of([port(53, { protocol: "TCP", name: "dns" }), port(81)], [{ name: "b" }, { name: "a" }]),
            ),
            of(
                [port(53, { protocol: "TCP", name: "dns" }), port(53, { protocol: "UDP" }), port(80), port(81)],
                [{ name: "a" }, { name: "b" }],
            ),
        );
    });

    it("leaves a probe or a hook one way to call: that of the upper template, with the other fields of both", () => {
        const of = (livenessProbe: object, preStop: object) =>
            ({ spec: { containers: [{ name: main, livenessProbe, lifecycle: { preStop } }] } }) as PodTemplate;
        const lower = of({ httpGet: { port: 1, path: "/" }, periodSeconds: 5 }, { exec: { command: ["a"] } });
        assert.deepEqual(
            mergePodTemplates(lower, of({ tcpSocket: { port: 2 }, timeoutSeconds: 3 }, { sleep: { seconds: 1 } })),
            of({ tcpSocket: { port: 2 }, periodSeconds: 5, timeoutSeconds: 3 }, { sleep: { seconds: 1 } }),
        );
        assert.deepEqual(
            mergePodTemplates(lower, of({ periodSeconds: 9 }, {})),
            of({ httpGet: { port: 1, path: "/" }, periodSeconds: 9 }, { exec: { command: ["a"] } }),
        );
        const labels = (exec: string) => ({ metadata: { labels: { exec } } });
        assert.deepEqual(mergePodTemplates(labels("a"), { metadata: { labels: { grpc: "b" } } }), {
            metadata: { labels: { exec: "a", grpc: "b" } },
        });
    });

    const over = {
        metadata: { labels: { b: "2" } },
        spec: {
            serviceAccountName: "other",
            containers: [{ name: main, env: [{ name: "B", value: "2" }] }],
            volumes: [{ name: "own", emptyDir: {} }],
        },
    };
    const late = (value: unknown) => pulumi.output(Promise.resolve(value));
    const container = over.spec.containers[0];
    const rows: [string, unknown][] = [
        ["the whole template", late(over)],
        ["metadata and spec", { metadata: late(over.metadata), spec: late(over.spec) }],
        ["spec as a promise", { ...over, spec: Promise.resolve(over.spec) }],
        [
            "lists",
            {
                ...over,
                spec: { ...over.spec, containers: late(over.spec.containers), volumes: late(over.spec.volumes) },
            },
        ],
        [
            "items",
            { ...over, spec: { ...over.spec, containers: [late(container)], volumes: over.spec.volumes.map(late) } },
        ],
        ["a container's name", { ...over, spec: { ...over.spec, containers: [{ ...container, name: late(main) }] } }],
        ["variables", { ...over, spec: { ...over.spec, containers: [{ name: main, env: late(container?.env) }] } }],
        [
            "a variable",
            { ...over, spec: { ...over.spec, containers: [{ name: main, env: [late({ name: "B", value: "2" })] }] } },
        ],
        [
            "a variable's value",
            { ...over, spec: { ...over.spec, containers: [{ name: main, env: [{ name: "B", value: late("2") }] }] } },
        ],
        ["labels", { ...over, metadata: { labels: late({ b: late("2") }) } }],
    ];
    for (const [level, template] of rows) {
        it(`merges through outputs: ${level}`, async () =>
            assert.deepEqual(await merged(template), await merged(over)));
    }

    it("shows what it merged late, with the rest of the template", async () => {
        const shown: unknown[] = [];
        const template = {
            metadata: { labels: { b: "2" } },
            spec: { containers: [{ name: main, env: late([{ name: "B", value: "2" }]) }] },
        };
        await resolved(mergePodTemplates(base, template as PodTemplate, (whole) => shown.push(whole)));
        assert.deepEqual(shown, [
            {
                metadata: { labels: { b: "2" } },
                spec: { containers: [{ name: main, env: [{ name: "B", value: "2" }] }] },
            },
        ]);
    });

    it("leaves tolerations to the templates of the processes", async () => {
        const tolerations = [{ key: "team" }];
        assert.equal("tolerations" in (await merged({ spec: { containers: [], tolerations } })).spec, false);
        assert.equal("tolerations" in (await merged({ spec: late({ containers: [], tolerations }) })).spec, false);
    });
});

describe("processTemplate", () => {
    const role = { key: "role", operator: "Equal", value: "job-manager", effect: "NoSchedule" } as const;
    const placement = {
        nodeSelector: { role: "job-manager", disk: "hdd" },
        tolerations: [role],
        architecture: "any",
    } as const;
    const unreachable = {
        key: "node.kubernetes.io/unreachable",
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 30,
    };
    const team = { key: "team", operator: "Equal", value: "data", effect: "NoSchedule" };
    const of = (template: unknown) =>
        resolved(processTemplate(placement, { evict: "false", a: "1" }, template as PodTemplate));

    it("says where a process runs", async () =>
        assert.deepEqual(await of(undefined), {
            metadata: { annotations: { evict: "false", a: "1" } },
            spec: { containers: [], nodeSelector: { role: "job-manager", disk: "hdd" }, tolerations: [role] },
        }));

    for (const [title, spec] of [
        ["", { containers: [], tolerations: [unreachable, team, role], nodeSelector: { disk: "ssd" } }],
        [" of an output", pulumi.output({ tolerations: [unreachable, team, role], nodeSelector: { disk: "ssd" } })],
        [
            " in an output",
            { tolerations: [pulumi.output(unreachable), team], nodeSelector: pulumi.output({ disk: "ssd" }) },
        ],
    ] as const) {
        it(`adds the user's tolerations${title}, and leaves its keys to the user`, async () =>
            assert.deepEqual(await of({ metadata: { annotations: { evict: "true" } }, spec }), {
                metadata: { annotations: { a: "1" } },
                spec: {
                    containers: [],
                    nodeSelector: { role: "job-manager" },
                    tolerations: [role, unreachable, team],
                },
            }));
    }
});
