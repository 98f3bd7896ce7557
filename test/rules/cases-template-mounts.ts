import { lint } from "./rule-case";
import { application } from "./subjects";
import { containersOf, main, mounting, mounts, volumes } from "./template-subjects";

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
