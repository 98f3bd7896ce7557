import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { noSpot } from "../../src/contracts/any-node";
import type {
    Access,
    Binding,
    ClusterModule,
    FilesystemPlugin,
    RemoteWriteAuthentication,
} from "../../src/contracts/cluster";
import type { CloudName } from "../../src/stack/clouds";
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

// Fields of Prometheus' remote_write: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
const authentications: Readonly<Record<RemoteWriteAuthentication["kind"], readonly string[]>> = {
    sigv4: ["kind", "region"],
    azureAd: ["cloud", "kind", "tenantId"],
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
                    fields.filter((field) => !(field in played.cluster)),
                    [],
                );
                assert.deepEqual(Object.keys(played.cluster.nodes).sort(), ["jobManager", "system", "taskManager"]);
            });

            it("says where metrics and logs come from: its cloud, its region, its own name", async () => {
                const { cloud: own, region, cluster } = played.cluster.labels;
                assert.equal(own, cloudName);
                assert.ok(region !== "" && cluster !== "");
            });

            it("has interruptible nodes for TaskManagers with a notice, or says that it has none", () => {
                const { spot } = played.cluster;
                if (spot.available) {
                    const { available, noticeSeconds, ...placement } = spot;
                    assert.deepEqual(placement, played.cluster.nodes.taskManager);
                    assert.ok(available && noticeSeconds > 0);
                } else {
                    assert.deepEqual(spot, noSpot);
                }
            });

            it("sends metrics to the cluster's own Prometheus, or by Prometheus' words for its cloud, without a secret", async () => {
                const { metricsSink } = played.cluster;
                const kinds = ["inCluster", "managedCollection", "remoteWrite"];
                assert.ok(kinds.includes(metricsSink.kind), metricsSink.kind);
                if (metricsSink.kind === "remoteWrite") {
                    assert.deepEqual(
                        Object.keys(metricsSink.authentication).sort(),
                        authentications[metricsSink.authentication.kind],
                    );
                    assert.equal(await pulumi.isSecret(pulumi.output(metricsSink.authentication)), false);
                }
            });

            it("names places for network policies that a policy can hold: a range of addresses or a namespace, and a port", () => {
                for (const { cidr, namespace, port, purpose } of played.cluster.egressRules) {
                    assert.match(cidr ?? "", namespace === undefined ? /^\d+(\.\d+){3}\/\d+$/ : /^$/);
                    assert.ok(port > 0 && port < 65536 && purpose !== "", purpose);
                }
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
                const { reached = () => [] } = cloud;
                const registers = cloud.reached !== undefined;
                assert.deepEqual([own.length > 0, played.writer.dependsOn.length > 0], [registers, registers]);
                if (!preview && cloud.trusted !== undefined) {
                    const trusted = cloud.trusted(own);
                    assert.ok(trusted.length > 0);
                    for (const one of trusted) {
                        assert.deepEqual(one, { namespace: "orders", serviceAccount: "flink" });
                    }
                }
                if (!preview) {
                    assert.deepEqual([...new Set(reached(own))].sort(), cloud.reach);
                }
            });

            it("registers nothing for a service account without rights", () => {
                assert.deepEqual(below(played, "one-stranger"), []);
                assert.deepEqual(played.stranger.dependsOn, []);
                assert.deepEqual(played.stranger.env, []);
                assert.equal(played.stranger.grantDelay.seconds, 0);
            });

            it("says for how long the cloud may refuse new rights, and by which words that is seen", () => {
                const { seconds, refusals } = played.writer.grantDelay;
                assert.equal(seconds, grantDelays[cloudName as CloudName]);
                assert.equal(refusals.length > 0, seconds > 0);
            });
        });
    }
}

/** In seconds. */
const grantDelays: Readonly<Record<CloudName, number>> = { eks: 60, gke: 420, aks: 600, local: 0, existing: 0 };

const fields = Object.keys({
    kubeconfig: true,
    provider: true,
    stateStore: true,
    nodes: true,
    spot: true,
    imagePullSecrets: true,
    namespaceLabels: true,
    disruptionAnnotations: true,
    storageClassName: true,
    logSink: true,
    metricsSink: true,
    ingress: true,
    capabilities: true,
    egressRules: true,
    labels: true,
    bindServiceAccount: true,
} satisfies Record<keyof ClusterModule, true>) as (keyof ClusterModule)[];

/** `s3p://bucket` by the Presto plugin yes; `s3p://bucket/` and `gs://bucket` no. */
function assertServed(uri: string, plugin: FilesystemPlugin): void {
    const [, scheme = "", rest = ""] = /^([a-z0-9]+):\/\/(.+)$/.exec(uri) ?? [];
    assert.ok(schemes[plugin].includes(scheme), `${uri} by ${plugin}`);
    assert.ok(!rest.endsWith("/"), uri);
}
