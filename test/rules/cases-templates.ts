import type * as k8s from "@pulumi/kubernetes";
import { lint } from "./rule-case";
import { application, warnings } from "./subjects";
import { byName, containersOf, main, mounting, ofPlatform } from "./template-subjects";

export const containerCases = [
    lint(
        "rejects a container that is neither Flink's nor has an image",
        () => application({ jobManager: { podTemplate: containersOf({ name: "flink-jobmanager" }) } }),
        [
            `spec.jobManager.podTemplate.spec.containers[0] must have an image; Flink's own container is "flink-main-container", got "flink-jobmanager"`,
        ],
    ),
    lint(
        "says so once of a template that both processes have",
        () => application({ spec: { podTemplate: containersOf({ name: main }, { name: "log" }) } }),
        [
            `spec.podTemplate.spec.containers[1] must have an image; Flink's own container is "flink-main-container", got "log"`,
        ],
    ),
    lint(
        "rejects an initial container without an image, whatever its name",
        () => application({ spec: { podTemplate: { spec: { containers: [], initContainers: [{ name: main }] } } } }),
        [`spec.podTemplate.spec.initContainers[0] must have an image, got "flink-main-container"`],
    ),
    lint(
        "rejects an image that is empty",
        () => application({ spec: { podTemplate: containersOf({ name: main }, { name: "log", image: "" }) } }),
        [
            `spec.podTemplate.spec.containers[1] must have an image; Flink's own container is "flink-main-container", got "log"`,
        ],
    ),
    lint(
        "takes an image that another layer or a resource gives",
        () =>
            application({
                spec: {
                    podTemplate: containersOf(
                        { name: main },
                        { name: "log", image: "log:1" },
                        { name: "proxy", image: Promise.resolve("proxy:1") },
                    ),
                },
                taskManager: { podTemplate: containersOf({ name: main }, { name: "log" }) },
            }),
        [],
    ),
    lint(
        "takes an image that a layer gives by name",
        () =>
            application({
                operator: { [byName]: "true" },
                spec: { podTemplate: containersOf({ name: "log", image: "log:1" }) },
                taskManager: { podTemplate: containersOf({ name: main }, { name: "log" }) },
            }),
        [],
    ),
    lint(
        "says nothing of a container that may get its image from what is not known yet",
        () => [
            ...application({
                spec: { podTemplate: Promise.resolve(containersOf({ name: "log", image: "log:1" })) },
                taskManager: { podTemplate: containersOf({ name: "log" }) },
            }),
            ...application({
                spec: { podTemplate: containersOf({ name: "log" }) },
                jobManager: { podTemplate: Promise.resolve(containersOf({ name: "log", image: "log:1" })) },
                taskManager: { podTemplate: containersOf({ name: "log", image: "log:1" }) },
            }),
        ],
        [],
    ),
    lint(
        "goes by names where the platform merges the templates by itself",
        () =>
            ofPlatform({
                spec: { podTemplate: containersOf({ name: "log", image: "log:1" }) },
                taskManager: { podTemplate: containersOf({ name: main }, { name: "log" }, { name: "proxy" }) },
            }).problems,
        [
            `spec.taskManager.podTemplate.spec.containers[2] must have an image; Flink's own container is "flink-main-container", got "proxy"`,
        ],
    ),
];

const toleration = (key: string, value?: string) => ({
    key,
    operator: value === undefined ? "Exists" : "Equal",
    ...(value === undefined ? {} : { value }),
    effect: "NoSchedule",
});
const layer = (letter: string, key: string, value: string | undefined, volume: string) => ({
    spec: {
        tolerations: [toleration(key, value)],
        containers: [
            {
                name: main,
                env: [{ name: letter, value: "1" }],
                volumeMounts: [{ name: volume, mountPath: `/${volume}` }],
            },
        ],
        volumes: [
            { name: "conf", emptyDir: {} },
            { name: "scratch", emptyDir: {} },
        ],
    },
});
const common = "spec.podTemplate.spec";
const ofTask = "spec.taskManager.podTemplate.spec";
const byPosition = "for lists are merged by position";
const anotherName = (list: string) =>
    `${ofTask}.${list}[0] is merged into ${common}.${list}[0], which has another name, ${byPosition}; set "${byName}" to "true"`;
const another = (list: string) =>
    `${ofTask}.${list}[0] is merged into ${common}.${list}[0], which is another one, ${byPosition}; write all of them into each template, in one order`;

export const layerCases = [
    lint(
        "warns of each list whose items meet others, at any depth",
        () =>
            warnings({
                spec: { podTemplate: layer("A", "team", "data", "conf") },
                taskManager: { podTemplate: layer("C", "spot", undefined, "scratch") },
            }),
        [another("tolerations"), anotherName("containers[0].env"), anotherName("containers[0].volumeMounts")],
    ),
    lint(
        "warns of unnamed lists alone where named ones are merged by name",
        () =>
            warnings({
                operator: { [byName]: "true" },
                spec: { podTemplate: layer("A", "team", "data", "conf") },
                taskManager: { podTemplate: layer("C", "spot", undefined, "scratch") },
            }),
        [another("tolerations")],
    ),
    lint(
        "warns of plain texts, of which the deployment's own stay",
        () =>
            warnings({
                spec: { podTemplate: containersOf({ name: main, args: ["a", "b"] }) },
                taskManager: { podTemplate: containersOf({ name: main, args: ["a", "c"] }) },
            }),
        [
            `${ofTask}.containers[0].args[1] is merged into ${common}.containers[0].args[1], which is another one, ${byPosition}; write all of them into each template, in one order`,
        ],
    ),
    lint(
        "warns of names that merging by name would make one",
        () =>
            warnings({
                operator: { [byName]: "true" },
                spec: { podTemplate: mounting("/a", "/b") },
                taskManager: { podTemplate: mounting("/a") },
            }),
        [
            `${common}.containers[0].volumeMounts[1] is the only one of its name that stays, for lists are merged by name; give each volume one mount, or "${byName}": "false"`,
        ],
    ),
    lint(
        "warns of one volume in two places, of which the deployment's own stays",
        () => {
            const changes = { spec: { podTemplate: mounting("/a") }, taskManager: { podTemplate: mounting("/c") } };
            return [...warnings(changes), ...warnings({ operator: { [byName]: "true" }, ...changes })];
        },
        [
            another("containers[0].volumeMounts"),
            `${ofTask}.containers[0].volumeMounts[0] is merged into ${common}.containers[0].volumeMounts[0], which is mounted elsewhere, for lists are merged by name; give each volume one mount, or "${byName}": "false"`,
        ],
    ),
    lint(
        "says nothing of lists that the platform merges by itself",
        () =>
            ofPlatform({
                spec: { podTemplate: layer("A", "team", "data", "conf") },
                taskManager: { podTemplate: layer("C", "spot", undefined, "scratch") },
            }).warnings,
        [],
    ),
    lint(
        "says nothing of layers that repeat each other, add to each other or are not known yet",
        () =>
            warnings({
                spec: { podTemplate: layer("A", "team", "data", "conf") },
                jobManager: { podTemplate: Promise.resolve(layer("C", "spot", undefined, "scratch")) },
                taskManager: {
                    podTemplate: {
                        spec: {
                            tolerations: [toleration("team", "data"), toleration("spot")],
                            containers: [{ name: main, env: Promise.resolve([{ name: "C" }]) }],
                            imagePullSecrets: [{ name: "registry" }],
                        },
                    },
                },
            }),
        [],
    ),
];

const plugins = (value: unknown) =>
    warnings({
        spec: {
            podTemplate: containersOf({
                name: main,
                env: [{ name: "ENABLE_BUILT_IN_PLUGINS", value }] as object as k8s.types.input.core.v1.EnvVar[],
            }),
        },
    });
const jarNames = (value: string) =>
    `${common}.containers[0].env[0].value must be names of jars in /opt/flink/opt with ";" between them, such as "flink-s3-fs-hadoop-1.20.5.jar", got "${value}"`;

export const pluginCases = [
    lint(
        "warns of plugins that the entrypoint does not find",
        () => ["flink-s3-fs-hadoop", "a-1.20.5.jar,b-1.20.5.jar", "flink-gs-fs-hadoop.jar"].flatMap(plugins),
        [jarNames("flink-s3-fs-hadoop"), jarNames("a-1.20.5.jar,b-1.20.5.jar"), jarNames("flink-gs-fs-hadoop.jar")],
    ),
    lint(
        "takes jars with their versions, and what is not known yet",
        () => ["a-1.20.5.jar", "a-1.20.5.jar;b-1.20.5.jar", Promise.resolve("a"), undefined].flatMap(plugins),
        [],
    ),
];
