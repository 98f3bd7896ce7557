import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Access, Binding, ClusterModule, FilesystemPlugin } from "../../src/contracts/cluster";
import { clouds, type Cloud } from "../support/clouds";
import { modes, record, valueOf, type Recorded } from "../support/record";
import { secretMark } from "../support/secret-mark";

// What each plugin serves: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/filesystems/overview/
const schemes: Readonly<Record<FilesystemPlugin, readonly string[]>> = {
    "flink-s3-fs-presto": ["s3", "s3p"],
    "flink-s3-fs-hadoop": ["s3", "s3a"],
    "flink-gs-fs-hadoop": ["gs"],
    "flink-azure-fs-hadoop": ["abfs", "abfss"],
};

/** Two clusters of one cloud in one program, with two service accounts of the first. */
interface Played {
    readonly cluster: ClusterModule;
    /** Everything that was registered. */
    readonly resources: readonly Recorded[];
    /** The binding of a service account that reads and writes state. */
    readonly writer: Binding;
    /** The binding of one without rights. */
    readonly stranger: Binding;
    readonly kubeconfigIsSecret: boolean;
    /** URIs of state and of files; undefined at preview, where they may be unknown. */
    readonly uris: readonly [string, string] | undefined;
}

/** At preview what the cloud would add is unknown. */
async function play({ make, mocks }: Cloud, preview: boolean): Promise<Played> {
    const played: Promise<Omit<Played, "resources">>[] = [];
    const program = () => {
        const cluster = make("one");
        make("two");
        const bind = (access: readonly Access[], statePrefix: string, caller: string) => {
            const parent = new pulumi.ComponentResource(
                "test:index:Caller",
                caller,
                {},
                { provider: cluster.provider },
            );
            const args = { namespace: "orders", serviceAccount: "flink", access, statePrefix };
            return cluster.bindServiceAccount(`${caller}-flink`, args, { parent });
        };
        const writer = bind(["state:readWrite"], "orders", "one-writer");
        const stranger = bind([], "", "one-stranger");
        const { uri, files } = cluster.stateStore;
        const uris = preview ? undefined : Promise.all([valueOf(uri), valueOf(files.uri)]);
        played.push(
            Promise.all([pulumi.isSecret(cluster.kubeconfig), uris]).then(([kubeconfigIsSecret, known]) => ({
                cluster,
                writer,
                stranger,
                kubeconfigIsSecret,
                uris: known,
            })),
        );
    };
    const resources = await record(program, preview ? { preview, functions: mocks.functions } : mocks);
    const [result] = await Promise.all(played);
    assert.ok(result !== undefined);
    return { ...result, resources };
}

const below = ({ resources }: Played, caller: string) => resources.filter(({ parent }) => parent === caller);

for (const [cloudName, cloud] of Object.entries<Cloud>(clouds)) {
    for (const { title, preview } of modes) {
        describe(`the contract, by ${cloudName} ${title}`, () => {
            let played: Played;
            before(async () => {
                played = await play(cloud, preview);
            });

            it("keeps the kubeconfig secret, and makes its own provider, told apart by inputs alone", () => {
                assert.equal(played.kubeconfigIsSecret, true);
                const providers = played.resources.filter(({ type }) => type === "pulumi:providers:kubernetes");
                assert.ok(
                    ["one-kubernetes", "two-kubernetes"].every((own) => providers.some(({ name }) => name === own)),
                );
                for (const { name, parent, inputs, secretInputs } of providers) {
                    assert.equal(parent, name.slice(0, 3));
                    assert.match(inputs.clusterIdentifier, /^\S+$/);
                    assert.equal(inputs.enableConfigMapMutable, "true");
                    assert.equal(inputs.enableSecretMutable, "true");
                    assert.deepEqual(secretInputs, preview && !("kubeconfig" in inputs) ? [] : ["kubeconfig"]);
                }
            });

            it("leaves no field out", () => {
                assert.deepEqual(
                    fields.filter((field) => played.cluster[field] === undefined),
                    [],
                );
                assert.deepEqual(Object.keys(played.cluster.nodes).sort(), ["jobManager", "system", "taskManager"]);
            });

            it("names the state store by URIs that its plugins serve", () => {
                const { plugin, files } = played.cluster.stateStore;
                assert.ok(schemes[plugin].length > 0 && schemes[files.plugin].length > 0);
                if (played.uris !== undefined) {
                    assertServed(played.uris[0], plugin);
                    assertServed(played.uris[1], files.plugin);
                }
            });

            it("keeps secrets out of plain state", () => {
                const leaks = played.resources.filter(({ inputs, secretInputs }) => {
                    const plain = Object.entries(inputs).filter(([key]) => !secretInputs.includes(key));
                    return JSON.stringify(plain).includes(secretMark);
                });
                assert.deepEqual(leaks, []);
            });

            it("stands twice in one program without a clash, with names that begin with its own", () => {
                const names = played.resources.map(({ type, name }) => `${type}::${name}`);
                assert.deepEqual(
                    names.filter((name, index) => names.indexOf(name) < index),
                    [],
                );
                assert.deepEqual(
                    played.resources.filter(({ name }) => !/^(one|two)(-|$)/.test(name)),
                    [],
                );
            });

            it("binds one service account of one namespace to its own prefix", () => {
                const own = below(played, "one-writer");
                assert.ok(own.length > 0 && played.writer.dependsOn.length > 0);
                if (!preview && cloud.trusted !== undefined) {
                    const trusted = cloud.trusted(own);
                    assert.ok(trusted.length > 0);
                    for (const one of trusted) {
                        assert.deepEqual(one, { namespace: "orders", serviceAccount: "flink" });
                    }
                }
                if (!preview && cloud.reached !== undefined) {
                    assert.deepEqual([...new Set(cloud.reached(own))].sort(), cloud.reach);
                }
            });

            it("registers nothing for a service account without rights", () => {
                assert.deepEqual(below(played, "one-stranger"), []);
                assert.deepEqual(played.stranger.dependsOn, []);
                assert.deepEqual(played.stranger.env, []);
            });
        });
    }
}

const fields = [
    "kubeconfig",
    "provider",
    "stateStore",
    "nodes",
    "spot",
    "namespaceLabels",
    "disruptionAnnotations",
    "storageClassName",
    "logSink",
    "metricsSink",
    "ingress",
    "capabilities",
    "egressRules",
    "labels",
] as const satisfies readonly (keyof ClusterModule)[];

/** `s3p://bucket` by the Presto plugin yes; `s3p://bucket/` and `gs://bucket` no. */
function assertServed(uri: string, plugin: FilesystemPlugin): void {
    const [, scheme = "", rest = ""] = /^([a-z0-9]+):\/\/(.+)$/.exec(uri) ?? [];
    assert.ok(schemes[plugin].includes(scheme), `${uri} by ${plugin}`);
    assert.ok(!rest.endsWith("/"), uri);
}
