import type * as k8s from "@pulumi/kubernetes";
import { judgeFlinkDeployment } from "../../src/rules/flink-deployment";
import { lint } from "./rule-case";
import { application, applicationSpec, contextOf, lines, warnings, type Change } from "./subjects";

const main = "flink-main-container";
const byName = "kubernetes.operator.pod-template.merge-arrays-by-name";
const containersOf = (...containers: k8s.types.input.core.v1.Container[]) => ({ spec: { containers } });
const mounts = (...paths: string[]) => paths.map((mountPath) => ({ name: "own", mountPath }));
const volumes = [{ name: "own", emptyDir: {} }];
const mounting = (...paths: string[]) => ({
    spec: { containers: [{ name: main, volumeMounts: mounts(...paths) }], volumes },
});

/** The same beside a platform that merges the templates by itself. */
const ofPlatform = (change: Change) => {
    const platform = { options: [], volumes: [], mergesTemplates: true };
    const verdict = judgeFlinkDeployment("orders", applicationSpec(change), { ...contextOf(change), platform });
    return { problems: lines(verdict.problems), warnings: lines(verdict.warnings) };
};

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

export const mountCases = [
    lint(
        "rejects mounts where Flink mounts its configuration and the TaskManagers' template, in every template",
        () =>
            application({
                spec: { podTemplate: mounting("/opt/flink/conf", "/data") },
                jobManager: { podTemplate: mounting("/opt/flink/pod-template/") },
            }),
        [
            `spec.podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot be "/opt/flink/conf", where Flink mounts its configuration; use spec.flinkConfiguration for options, or mount it elsewhere`,
            `spec.jobManager.podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot be "/opt/flink/pod-template/", where Flink mounts the TaskManagers' template; mount it elsewhere`,
        ],
    ),
    lint(
        "rejects mounts where Flink puts the jars that it fetches, in JobManagers and from operator 1.10 on",
        () => {
            const jobManager = { podTemplate: mounting("/opt/flink/artifacts") };
            return [
                ...application({ spec: { podTemplate: mounting("/opt/flink/artifacts/") } }),
                ...application({ jobManager, options: { "user.artifacts.base-dir": "/jars" } }),
                ...application({
                    jobManager: { podTemplate: mounting("/jars") },
                    options: { "user.artifacts.base-dir": "/jars" },
                }),
                ...application({ jobManager, release: "1.7.0" }),
                ...application({ taskManager: jobManager }),
            ];
        },
        [
            `spec.podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot be "/opt/flink/artifacts/", where Flink mounts the jars that it fetches; mount it elsewhere`,
            `spec.jobManager.podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot be "/jars", where Flink mounts the jars that it fetches; mount it elsewhere`,
        ],
    ),
    lint(
        "rejects mounts that options bring",
        () =>
            application({
                spec: {
                    podTemplate: mounting(
                        "/etc/conf",
                        "/opt/hadoop/conf",
                        "/opt/kerberos/kerberos-keytab",
                        "/etc/krb5.conf",
                        "/keys",
                    ),
                },
                options: {
                    "kubernetes.flink.conf.dir": "/etc/conf",
                    "kubernetes.hadoop.conf.config-map.name": "hadoop",
                    "security.kerberos.login.keytab": "/a.keytab",
                    "security.kerberos.login.principal": "a",
                    "security.kerberos.krb5-conf.path": "/krb5.conf",
                    "kubernetes.secrets": "a:/secrets,keys:/keys",
                },
            }),
        [
            `spec.podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot be "/etc/conf", where Flink mounts its configuration; use spec.flinkConfiguration for options, or mount it elsewhere`,
            `spec.podTemplate.spec.containers[0].volumeMounts[1].mountPath cannot be "/opt/hadoop/conf", where Flink mounts the ConfigMap of "kubernetes.hadoop.conf.config-map.name"; use one of the two`,
            `spec.podTemplate.spec.containers[0].volumeMounts[2].mountPath cannot be "/opt/kerberos/kerberos-keytab", where Flink mounts the file of "security.kerberos.login.keytab"; use one of the two`,
            `spec.podTemplate.spec.containers[0].volumeMounts[3].mountPath cannot be "/etc/krb5.conf", where Flink mounts the file of "security.kerberos.krb5-conf.path"; use one of the two`,
            `spec.podTemplate.spec.containers[0].volumeMounts[4].mountPath cannot be "/keys", where Flink mounts a Secret of "kubernetes.secrets"; use one of the two`,
        ],
    ),
    lint(
        "takes these paths where Flink mounts nothing: without the options, and in other containers",
        () =>
            application({
                spec: {
                    podTemplate: {
                        spec: {
                            containers: [
                                {
                                    name: main,
                                    volumeMounts: mounts("/opt/hadoop/conf", "/etc/krb5.conf", "/opt/flink/usrlib"),
                                },
                                { name: "proxy", image: "proxy:1", volumeMounts: mounts("/opt/flink/conf") },
                            ],
                            volumes,
                        },
                    },
                },
            }),
        [],
    ),
    lint("rejects a path twice", () => application({ spec: { podTemplate: mounting("/a", "/b", "/a") } }), [
        `spec.podTemplate.spec.containers[0].volumeMounts[2].mountPath must not repeat "/a"; remove it`,
    ]),
    lint(
        "rejects a mount of a volume that no template has",
        () => application({ taskManager: { podTemplate: containersOf({ name: main, volumeMounts: mounts("/a") }) } }),
        [
            `spec.taskManager.podTemplate.spec.containers[0].volumeMounts[0].name must be a volume of the pod, got "own"; add it to volumes`,
        ],
    ),
    lint(
        "rejects a mount of a volume that only the other process has",
        () =>
            application({
                jobManager: { podTemplate: { spec: { containers: [], volumes } } },
                taskManager: {
                    podTemplate: containersOf({ name: main, volumeMounts: mounts("/a") }),
                },
            }),
        [
            `spec.taskManager.podTemplate.spec.containers[0].volumeMounts[0].name must be a volume of the pod, got "own"; add it to volumes`,
        ],
    ),
    lint(
        "rejects a mount in both processes of a volume that one of them has",
        () =>
            application({
                spec: { podTemplate: containersOf({ name: main, volumeMounts: mounts("/a", "/b") }) },
                jobManager: { podTemplate: { spec: { containers: [], volumes } } },
                taskManager: {
                    podTemplate: {
                        spec: {
                            containers: [{ name: main, volumeMounts: [{ name: "other", mountPath: "/a" }] }],
                            volumes: [{ name: "other", emptyDir: {} }],
                        },
                    },
                },
            }),
        [
            `spec.podTemplate.spec.containers[0].volumeMounts[1].name must be a volume of the pods of both processes, got "own"; add it to volumes`,
        ],
    ),
    lint(
        "takes a mount in both processes of a volume that each of them has",
        () =>
            application({
                spec: { podTemplate: containersOf({ name: main, volumeMounts: mounts("/a") }) },
                jobManager: { podTemplate: { spec: { containers: [], volumes } } },
                taskManager: { podTemplate: { spec: { containers: [], volumes } } },
            }),
        [],
    ),
    lint(
        "takes volumes of the other layer, of Flink and of a later resource",
        () =>
            application({
                spec: { podTemplate: { spec: { containers: [], volumes } } },
                jobManager: {
                    podTemplate: containersOf({ name: main, volumeMounts: mounts("/a") }, { name: "b", image: "b" }),
                },
                taskManager: {
                    podTemplate: {
                        spec: {
                            containers: [
                                { name: main, volumeMounts: [{ name: "flink-config-volume", mountPath: "/c" }] },
                                { name: "b", image: "b", volumeMounts: [{ name: "later", mountPath: "/d" }] },
                            ],
                            volumes: Promise.resolve([]),
                        },
                    },
                },
            }),
        [],
    ),
    lint(
        "rejects volumes and ports with the names of Flink's own",
        () =>
            application({
                spec: {
                    podTemplate: {
                        spec: {
                            containers: [
                                {
                                    name: main,
                                    ports: [
                                        { name: "rest", containerPort: 8082 },
                                        { name: "metrics", containerPort: 9249 },
                                    ],
                                },
                            ],
                            volumes: [{ name: "flink-config-volume", emptyDir: {} }],
                        },
                    },
                },
                taskManager: {
                    podTemplate: containersOf({ name: main, ports: [{ name: "rest", containerPort: 8082 }] }),
                },
            }),
        [
            `spec.podTemplate.spec.volumes[0].name cannot be "flink-config-volume", which is Flink's own; give it another name`,
            `spec.podTemplate.spec.containers[0].ports[0].name cannot be "rest", which is Flink's own; give it another name`,
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
