import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { podTemplate } from "../../../src/jobs/application/pod-template";
import { specTemplates } from "../../../src/jobs/application/process-templates";
import type { UserTemplates } from "../../../src/jobs/application/user-templates";
import { noBinding } from "../../../src/contracts/no-binding";
import { podsOf } from "../../support/operator-merge";

const main = "flink-main-container";
const platform = podTemplate({
    binding: {
        ...noBinding,
        podLabels: { identity: "use" },
        podAnnotations: { proxy: "true" },
        env: [{ name: "REGION", value: pulumi.output("eu") }],
    },
    plugins: ["flink-s3-fs-presto"],
    flinkPatch: "2.2.1",
    environment: {},
    files: { job: "orders", files: {} },
});
const placement = (role: string) =>
    ({
        nodeSelector: { role, disk: "hdd" },
        tolerations: [{ key: "role", operator: "Equal", value: role, effect: "NoSchedule" }],
        architecture: "any",
    }) as const;
const cluster = {
    nodes: { system: placement("system"), jobManager: placement("job"), taskManager: placement("task") },
    disruptionAnnotations: { evict: "false" },
};
const user = (common?: unknown, jobManager?: unknown, taskManager?: unknown) =>
    ({ podTemplate: common, processTemplates: { jobManager, taskManager } }) as UserTemplates;

/** The templates once everything in them is known, as they stand in a spec. */
async function specOf(templates: UserTemplates, check?: (seen: UserTemplates) => void): Promise<any> {
    const made = specTemplates(platform, templates, cluster, check);
    const { podTemplate: common, ...own } = await (
        pulumi.output(made) as unknown as { promise(): Promise<any> }
    ).promise();
    return {
        ...(common === undefined ? {} : { podTemplate: common }),
        jobManager: { podTemplate: own.jobManager },
        taskManager: { podTemplate: own.taskManager },
    };
}

const common = {
    metadata: { labels: { team: "data" }, annotations: { evict: "true", contact: "a" } },
    spec: {
        nodeSelector: { disk: "ssd" },
        tolerations: [
            { key: "team", operator: "Equal", value: "data", effect: "NoSchedule" },
            { key: "slow", operator: "Exists", effect: "NoExecute", tolerationSeconds: 30 },
        ],
        imagePullSecrets: [{ name: "registry" }],
        containers: [
            {
                name: main,
                args: ["a", "b"],
                env: [{ name: "LEVEL", value: "info" }],
                ports: [{ name: "metrics", containerPort: 9249 }],
                livenessProbe: { httpGet: { port: 8081 }, periodSeconds: 5 },
                volumeMounts: [
                    { name: "conf", mountPath: "/conf" },
                    { name: "conf", mountPath: "/more" },
                ],
            },
        ],
        volumes: [{ name: "conf", configMap: { name: "conf" } }],
    },
};
const own = {
    metadata: { labels: { team: "stream" }, annotations: { contact: "b" } },
    spec: {
        tolerations: [
            { key: "spot", operator: "Exists", effect: "NoSchedule" },
            { key: "slow", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
        ],
        imagePullSecrets: [{ name: "mirror" }],
        containers: [
            { name: "worker", image: "worker:1" },
            {
                name: main,
                args: ["c"],
                env: [{ name: "LEVEL", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
                ports: [{ name: "debug", containerPort: 5005 }],
                livenessProbe: { exec: { command: ["true"] } },
                volumeMounts: [{ name: "scratch", mountPath: "/more/" }],
            },
        ],
        volumes: [
            { name: "scratch", emptyDir: {} },
            { name: "tmp", ephemeral: { volumeClaimTemplate: {} } },
        ],
    },
};

const ofPlatform = {
    env: [
        { name: "ENABLE_BUILT_IN_PLUGINS", value: "flink-s3-fs-presto-2.2.1.jar" },
        { name: "REGION", value: "eu" },
    ],
    mounts: [
        { name: "tmp", mountPath: "/tmp" },
        { name: "log", mountPath: "/opt/flink/log" },
        { name: "flink-s3-fs-presto", mountPath: "/opt/flink/plugins/flink-s3-fs-presto-2.2.1" },
    ],
};

describe("specTemplates", () => {
    it("leaves the platform and the user in the template of all pods where no process has one of its own", async () => {
        const spec = await specOf(user(common));
        assert.deepEqual(spec.jobManager.podTemplate, {
            metadata: { annotations: {} },
            spec: {
                containers: [],
                nodeSelector: { role: "job" },
                tolerations: [cluster.nodes.jobManager.tolerations[0], ...common.spec.tolerations],
            },
        });
        assert.deepEqual(spec.podTemplate.metadata, {
            labels: { identity: "use", team: "data" },
            annotations: { proxy: "true", evict: "true", contact: "a" },
        });
        assert.equal("tolerations" in spec.podTemplate.spec, false);
    });

    for (const [title, given] of [
        ["nothing else", undefined],
        ["a template of all pods", common],
        ["one that is an output", pulumi.output(common)],
        ["one with outputs in it", { ...common, spec: pulumi.output(common.spec) }],
    ] as const) {
        it(`makes the same pods of an empty template of a process, beside ${title}`, async () => {
            const [without, whole] = [await specOf(user(given)), await specOf(user(given, undefined, {}))];
            assert.equal("podTemplate" in whole, false);
            for (const process of ["jobManager", "taskManager"] as const) {
                assert.deepEqual(podsOf(whole, process), podsOf(without, process));
                assert.deepEqual(podsOf(whole, process, true), podsOf(whole, process));
            }
        });
    }

    const whole = {
        metadata: {
            labels: { identity: "use", team: "stream" },
            annotations: { proxy: "true", evict: "true", contact: "b" },
        },
        spec: {
            securityContext: platform.spec && (platform.spec as any).securityContext,
            nodeSelector: { role: "task", disk: "ssd" },
            tolerations: [
                cluster.nodes.taskManager.tolerations[0],
                common.spec.tolerations[0],
                own.spec.tolerations[1],
                own.spec.tolerations[0],
            ],
            imagePullSecrets: [{ name: "registry" }, { name: "mirror" }],
            containers: [
                {
                    name: main,
                    args: ["c"],
                    env: [...ofPlatform.env, own.spec.containers[1]?.env?.[0]],
                    ports: [
                        { name: "metrics", containerPort: 9249 },
                        { name: "debug", containerPort: 5005 },
                    ],
                    livenessProbe: { exec: { command: ["true"] }, periodSeconds: 5 },
                    terminationMessagePolicy: "FallbackToLogsOnError",
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        capabilities: { drop: ["ALL"] },
                        readOnlyRootFilesystem: true,
                    },
                    volumeMounts: [
                        ...ofPlatform.mounts,
                        { name: "conf", mountPath: "/conf" },
                        { name: "scratch", mountPath: "/more/" },
                    ],
                },
                { name: "worker", image: "worker:1" },
            ],
            volumes: [
                { name: "tmp", ephemeral: { volumeClaimTemplate: {} } },
                { name: "log", emptyDir: {} },
                { name: "flink-s3-fs-presto", emptyDir: {} },
                { name: "conf", configMap: { name: "conf" } },
                { name: "scratch", emptyDir: {} },
            ],
        },
    };
    const late = (value: unknown) => pulumi.output(Promise.resolve(value));
    const lateParts = (template: typeof common | typeof own) => ({
        ...template,
        spec: {
            ...template.spec,
            tolerations: late(template.spec.tolerations),
            containers: template.spec.containers.map((container) => ({ ...container, name: late(container.name) })),
            volumes: template.spec.volumes.map(late),
        },
    });
    const lateSpec = (template: typeof common | typeof own) => ({ ...template, spec: late(template.spec) });
    for (const [title, given, ofTask] of [
        ["in the open", common, own],
        ["an output", common, late(own)],
        ["over an output", late(common), own],
        ["over an output, both", late(common), late(own)],
        ["with outputs in it", lateParts(common), lateParts(own)],
        ["with a late spec over late parts", lateParts(common), lateSpec(own)],
        ["with late parts over a late spec", lateSpec(common), lateParts(own)],
    ] as const) {
        it(`lays a process's template over both others, whole: ${title}`, async () => {
            const spec = await specOf(user(given, undefined, ofTask));
            assert.deepEqual(Object.keys(spec), ["jobManager", "taskManager"]);
            assert.deepEqual(spec.taskManager.podTemplate, whole);
            assert.deepEqual(spec.jobManager.podTemplate, podsOf(await specOf(user(common)), "jobManager"));
        });
    }

    it("keeps the two processes apart", async () => {
        const labels = (process: string) => ({ metadata: { labels: { process } } });
        const spec = await specOf(user(undefined, labels("job"), labels("task")));
        assert.deepEqual(spec.jobManager.podTemplate.metadata.labels, { identity: "use", process: "job" });
        assert.deepEqual(spec.taskManager.podTemplate.metadata.labels, { identity: "use", process: "task" });
    });

    it("shows each late part once, with all templates", async () => {
        const seen: UserTemplates[] = [];
        const labels = { b: "2" };
        const templates = user({ metadata: { labels: late(labels) } }, undefined, { metadata: late({ labels }) });
        await specOf(templates, (known) => seen.push(known));
        const { podTemplate: lateCommon, processTemplates: lateOwn } = templates;
        assert.deepEqual(seen.map(({ podTemplate: one }) => one !== lateCommon).sort(), [false, true]);
        const [ofCommon, ofTask] = [...seen].sort((one) => (one.podTemplate === lateCommon ? 1 : -1));
        assert.deepEqual(ofCommon?.podTemplate, { metadata: { labels } });
        assert.equal(ofCommon?.processTemplates.taskManager, lateOwn.taskManager);
        assert.deepEqual(ofTask?.processTemplates, { jobManager: undefined, taskManager: { metadata: { labels } } });
    });
});

describe("what the operator would make of the same layers", () => {
    const layers = { podTemplate: common, taskManager: { podTemplate: own } };

    it("mixes lists by position", () => {
        const { spec } = podsOf(layers, "taskManager") as any;
        assert.equal(spec.containers[0].name, "worker");
        assert.deepEqual(spec.tolerations[0], { key: "spot", operator: "Exists", value: "data", effect: "NoSchedule" });
    });

    it("loses a mount, keeps a variable's two sources and mixes tolerations by name", () => {
        const { spec } = podsOf(layers, "taskManager", true) as any;
        assert.deepEqual(
            spec.containers[0].volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath),
            ["/more", "/more/"],
        );
        assert.deepEqual(Object.keys(spec.containers[0].env[0]), ["name", "value", "valueFrom"]);
        assert.equal(spec.tolerations[0].value, "data");
    });
});
