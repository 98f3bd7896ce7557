import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, type ExistingAksClusterArgs } from "../../../src/clusters/aks/cluster";
import { checkExistingAksCluster } from "../../../src/clusters/aks/existing-checks";
import { stateCondition } from "../../../src/clusters/aks/state-condition";
import { formatFinding } from "../../../src/checks/findings";
import type { Access, Binding } from "../../../src/contracts/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform } from "../../../src/platform/platform";
import { azure, guidOf, place } from "../../support/aks-mocks";
import { modes, named, namesOf, only, record, valueOf, type RecordOptions } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";
import { warningsOf } from "../../support/warnings";

const args: ExistingAksClusterArgs = {
    subscriptionId: guidOf("1"),
    tenantId: guidOf("2"),
    location: "westeurope",
    resourceGroup: "shop",
    clusterName: "shop-prod",
    stateStore: { account: "shopstate", container: "flink" },
};
const issuer = `https://westeurope.oic.prod-aks.azure.com/${guidOf("2")}/${guidOf("5")}/`;
const listing = "azure-native:containerservice:listManagedClusterUserCredentials";
const describing = "azure-native:containerservice:getManagedCluster";

/** Mocks with a cluster as Azure describes it, and what was asked for. */
function mocksWith(more: object = {}) {
    const asked: { readonly token: string; readonly inputs: object }[] = [];
    const described = { name: "shop-prod", oidcIssuerProfile: { enabled: true, issuerURL: issuer }, ...more };
    const answers: RecordOptions["functions"] = { ...azure.functions, [describing]: () => described };
    const functions = Object.fromEntries(
        Object.entries(answers).map(([token, answer]) => [
            token,
            (inputs: object) => {
                asked.push({ token, inputs });
                return answer(inputs);
            },
        ]),
    );
    return { ...azure, functions, asked };
}
const mocks = mocksWith();

/** Binds the jobs of the namespace `orders`. */
async function bind(
    more: Partial<ExistingAksClusterArgs> = {},
    access: readonly Access[] = ["state:readWrite"],
    options: RecordOptions = mocks,
) {
    let binding: Binding | undefined;
    const resources = await record(() => {
        const cluster = AksCluster.existing("prod", { ...args, ...more });
        const to = { namespace: "orders", serviceAccount: "flink", access, statePrefix: "orders" };
        binding = cluster.bindServiceAccount("orders", to, { provider: cluster.provider });
    }, options);
    return { resources, binding: binding ?? assert.fail() };
}

const findings = (more: object) =>
    checkExistingAksCluster("prod", { ...args, ...more })
        .map(formatFinding)
        .map((text) => text.replace('ExistingAksCluster "prod": ', ""));

describe("AksCluster.existing", () => {
    for (const { title, preview } of modes) {
        it(`makes providers, and in Azure the two roles of state, ${title}`, async () => {
            const resources = await record(() => AksCluster.existing("prod", args), { ...mocks, preview });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "azure-native:authorization:RoleDefinition prod-state-reader",
                "azure-native:authorization:RoleDefinition prod-state-writer",
                "flink-platform:aks:AksIdentity prod-identity",
                "flink-platform:aks:ExistingAksCluster prod",
                "pulumi:providers:azure-native prod-azure",
                "pulumi:providers:kubernetes prod-kubernetes",
            ]);
        });
    }

    it("signs in by kubelogin, with a kubeconfig that it keeps secret", async () => {
        const resources = await record(() => AksCluster.existing("prod", { ...args, login: "spn" }), mocks);
        const { inputs, secretInputs } = only(resources, "pulumi:providers:kubernetes");
        assert.equal(inputs.clusterIdentifier, `aks/${guidOf("1")}/shop/shop-prod`);
        assert.deepEqual(secretInputs, ["kubeconfig"]);
        const { clusters, users } = JSON.parse(inputs.kubeconfig);
        assert.equal(clusters[0].cluster.server, "https://prod.example.com:443");
        assert.deepEqual(users[0].user.exec.args.slice(0, 3), ["get-token", "--login", "spn"]);
    });

    it("reaches a private cluster by its public name where it has one, and asks Azure once for what it is", async () => {
        for (const [apiServerAccessProfile, serverFqdn] of [
            [undefined, undefined],
            [{ enablePrivateCluster: false }, undefined],
            [{ enablePrivateCluster: true }, "public"],
            [{ enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true }, "public"],
            [{ enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false }, undefined],
        ]) {
            const options = mocksWith({ apiServerAccessProfile });
            await record(() => AksCluster.existing("prod", args), options);
            const asked = { resourceGroupName: "shop", resourceName: "shop-prod" };
            assert.deepEqual(options.asked, [
                { token: describing, inputs: asked },
                { token: listing, inputs: serverFqdn === undefined ? asked : { ...asked, serverFqdn } },
            ]);
        }
    });

    it("asks Azure for nothing where a kubeconfig and an issuer are given, by other resources too", async () => {
        const options = mocksWith();
        const given = {
            clusterName: pulumi.output("shop-prod"),
            kubeconfig: unreachableKubeconfig,
            issuerUrl: pulumi.output(issuer),
        };
        const { resources } = await bind(given, ["state:readWrite"], options);
        assert.deepEqual(options.asked, []);
        const { inputs } = only(resources, "pulumi:providers:kubernetes");
        assert.equal(inputs.clusterIdentifier, `aks/${guidOf("1")}/shop/prod`);
        assert.equal(JSON.parse(inputs.kubeconfig)["current-context"], "dev");
        assert.equal(named(resources, "orders-trust").inputs.issuer, issuer);
    });

    it("keeps state in the container", () =>
        record(async () => {
            const { stateStore, labels, egressRules } = AksCluster.existing("prod", {
                ...args,
                stateStore: { account: pulumi.output("acmestate"), container: pulumi.output("jobs") },
            });
            assert.equal(await valueOf(stateStore.uri), "abfss://jobs@acmestate.dfs.core.windows.net");
            assert.equal(
                stateStore.flinkConfiguration("2.2.1")["fs.azure.account.oauth.provider.type"],
                "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider",
            );
            assert.match(stateStore.flinkVersionProblem("1.15.4") ?? "", /^must be at least 1\.16\.0/);
            assert.deepEqual(labels, { cloud: "aks", cluster: "shop-prod", region: "westeurope" });
            assert.deepEqual(
                egressRules.map(({ cidr, port }) => `${cidr}:${port}`),
                ["169.254.169.254/32:80", "0.0.0.0/0:443"],
            );
        }, mocks));

    it("is registered with what it is", async () => {
        const { resources } = await bind({ identity: "workloadIdentity", hadoopInImage: "3.4.1" });
        assert.deepEqual(named(resources, "prod").inputs, {
            location: "westeurope",
            resourceGroup: "shop",
            clusterName: "shop-prod",
            identity: "workloadIdentity",
            stateStore: { account: "shopstate", container: "flink" },
        });
        assert.deepEqual(named(resources, "prod-identity").inputs, { identity: "workloadIdentity" });
    });

    for (const { title, preview } of modes) {
        it(`binds a service account by an identity that trusts it alone, ${title}`, async () => {
            const options = preview ? { functions: mocks.functions, preview } : mocks;
            const { resources } = await bind({ tags: { team: "shop" } }, ["state:readWrite"], options);
            const own = resources.filter(({ name }) => name.startsWith("orders"));
            assert.deepEqual(own.map(({ name }) => name).sort(), ["orders-identity", "orders-state", "orders-trust"]);
            for (const { provider, secretInputs } of own) {
                assert.match(provider, /azure-native::prod-azure::/);
                assert.deepEqual(secretInputs, []);
            }
            const { resourceGroupName, resourceName, location, tags } = named(resources, "orders-identity").inputs;
            assert.deepEqual(
                [resourceGroupName, resourceName, location, tags],
                ["shop", "shop-prod-orders", "westeurope", { team: "shop" }],
            );
            const trust = named(resources, "orders-trust").inputs;
            assert.deepEqual(
                [trust.issuer, trust.subject, trust.audiences],
                [issuer, "system:serviceaccount:orders:flink", ["api://AzureADTokenExchange"]],
            );
        });
    }

    it("gives a right on one folder of the container, by a role in the account's group", async () => {
        const stateStore = { account: pulumi.output("shopstate"), container: "flink", resourceGroup: "shop-data" };
        const { resources, binding } = await bind({ stateStore });
        const group = `/subscriptions/${guidOf("1")}/resourceGroups/shop-data`;
        const writer = named(resources, "prod-state-writer").inputs;
        assert.deepEqual([writer.scope, writer.assignableScopes], [group, [group]]);
        const right = named(resources, "orders-state").inputs;
        assert.equal(right.scope, group);
        assert.equal(right.roleDefinitionId.split("/").at(-1), writer.roleDefinitionId);
        assert.equal(right.principalId, "object id of shop-prod-orders");
        assert.equal(
            right.condition,
            stateCondition({ account: "shopstate", container: "flink" }, "readWrite", "orders"),
        );
        assert.deepEqual(binding.podLabels, { "azure.workload.identity/use": "true" });
        assert.deepEqual(binding.podAnnotations, { "azure.workload.identity/inject-proxy-sidecar": "true" });
        assert.deepEqual([binding.dependsOn.length, binding.grantDelay.seconds], [2, 600]);
    });

    it("gives a reader the role without writing", async () => {
        const { resources } = await bind({}, ["state:read"]);
        assert.equal(
            named(resources, "orders-state").inputs.roleDefinitionId.split("/").at(-1),
            named(resources, "prod-state-reader").inputs.roleDefinitionId,
        );
    });

    it("has roles of its own, also beside those of another component and of the cluster's own stack", async () => {
        const rolesOf = async (make: () => unknown) =>
            (await record(make, mocks))
                .filter(({ type }) => type === "azure-native:authorization:RoleDefinition")
                .map(({ inputs }) => [inputs.roleDefinitionId, inputs.roleName]);
        const made = { ...place, resourceGroup: "shop" };
        const all = [
            ...(await rolesOf(() => AksCluster.existing("orders", args))),
            ...(await rolesOf(() => AksCluster.existing("invoices", args))),
            ...(await rolesOf(() => new AksCluster("shop-prod", made))),
        ];
        assert.equal(all.length, 6);
        assert.equal(new Set(all.map(([guid]) => guid)).size, 6);
        assert.equal(new Set(all.map(([, role]) => role)).size, 6);
    });

    it("makes no identity for a service account without rights, nor for logs and metrics, which stay in the cluster", async () => {
        const { resources, binding } = await bind({}, ["logs:write", "metrics:write"]);
        assert.deepEqual(namesOf(resources, "azure-native:managedidentity:UserAssignedIdentity"), []);
        assert.deepEqual(binding.dependsOn, []);
    });

    it("labels namespaces so that the sidecar may start, and with workload identity as it is told", () =>
        record(() => {
            const namespaceLabels = { team: "shop" };
            assert.deepEqual(AksCluster.existing("a", { ...args, namespaceLabels }).namespaceLabels, {
                team: "shop",
                "pod-security.kubernetes.io/enforce": "privileged",
            });
            assert.deepEqual(
                AksCluster.existing("b", { ...args, namespaceLabels, identity: "workloadIdentity" }).namespaceLabels,
                namespaceLabels,
            );
        }, mocks));

    it("warns of the catch in its identity, and of no way that it does not offer", async () => {
        const program = () =>
            AksCluster.existing("prod", { ...args, kubeconfig: unreachableKubeconfig, issuerUrl: issuer });
        assert.deepEqual(await warningsOf(program), [
            'Flink reaches the state store by identity "proxySidecar": every Flink pod gets a privileged sidecar, which Microsoft offers for the time of a migration and does not support in production; alternatives: "workloadIdentity" with Hadoop 3.4.1 in your images',
        ]);
    });

    it("refuses a cluster without an issuer", async () => {
        const message =
            'ExistingAksCluster "prod": clusterName must be a cluster with an OpenID Connect issuer, got "shop-prod" without; enable it, and workload identity, for the cluster';
        for (const oidcIssuerProfile of [undefined, { enabled: false, issuerURL: "" }]) {
            await assert.rejects(bind({}, ["state:readWrite"], mocksWith({ oidcIssuerProfile })), { message });
        }
    });

    it("runs a job where its arguments say", async () => {
        const resources = await record(() => {
            const cluster = AksCluster.existing("prod", {
                ...args,
                placement: { nodeSelector: { pool: "flink" } },
                imagePullSecrets: ["registry"],
            });
            const platform = new FlinkPlatform("flink", { cluster });
            new FlinkApplication("orders", { platform, namespace: "shop", jar: "local:///orders.jar" });
        }, mocks);
        const { spec } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
        assert.deepEqual(spec.taskManager.podTemplate.spec.nodeSelector, { pool: "flink" });
        assert.equal(
            spec.flinkConfiguration["execution.checkpointing.dir"],
            "abfss://flink@shopstate.dfs.core.windows.net/shop/orders/checkpoints",
        );
        assert.deepEqual(named(resources, "flink-jobs-shop-service-account").inputs.imagePullSecrets, [
            { name: "registry" },
        ]);
    });

    it("is refused with everything that is wrong", () =>
        assert.deepEqual(
            findings({
                subscriptionId: "shop",
                location: "West Europe",
                resourceGroup: "shop.",
                clusterName: "",
                issuerUrl: issuer.slice(0, -1),
                context: "dev",
                login: "password",
                identity: "nodeIdentity",
                hadoopInImage: "3.4",
                stateStore: { account: "shop-state", container: "a--b", resourceGroup: "", prefix: "flink" },
                storageClassName: "",
                placement: { tolerations: [null] },
                tags: { "azure-team": "shop", owner: null },
            }),
            [
                "stateStore.prefix is not known; known: account, container, resourceGroup",
                'subscriptionId must be a GUID, got "shop"',
                'location must be the name of a region such as westeurope, got "West Europe"',
                'resourceGroup must be from 1 to 90 letters, digits, "-", "_", "(", ")" and ".", without "." at the end, got "shop."',
                'clusterName must be from 1 to 63 letters, digits and "-", with a letter or digit at each end, got ""',
                'stateStore.account must be from 3 to 24 lower-case letters and digits, got "shop-state"',
                'stateStore.container must be from 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end, got "a--b"',
                'stateStore.resourceGroup must be from 1 to 90 letters, digits, "-", "_", "(", ")" and ".", without "." at the end, got ""',
                `issuerUrl must be the address that Azure shows for the cluster, https://… with "/" at its end, got "${issuer.slice(0, -1)}"`,
                'context cannot be combined with the kubeconfig that is made here, got "dev"; remove one of them',
                'login must be one of "azurecli", "workloadidentity", "spn", "msi", got "password"',
                'identity must be one of "proxySidecar", "workloadIdentity", got "nodeIdentity"',
                'hadoopInImage must be a version such as 3.4.1, got "3.4"',
                'tags["azure-team"] must not start with "azure", which Azure reserves, got "azure-team"',
                'tags["owner"] must be text, got null',
                'storageClassName must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got ""',
                "placement.tolerations[0] must be an object, got null",
            ],
        ));

    it("takes no login with a kubeconfig, and no stricter Pod Security than the sidecar's", () => {
        assert.deepEqual(findings({ kubeconfig: unreachableKubeconfig, login: "msi" }), [
            'login cannot be combined with kubeconfig, got "msi"; remove one of them',
        ]);
        const namespaceLabels = { "pod-security.kubernetes.io/enforce": "restricted" };
        assert.deepEqual(findings({ namespaceLabels }), [
            'namespaceLabels["pod-security.kubernetes.io/enforce"] must be "privileged" with identity "proxySidecar", got "restricted"; remove it or choose another identity',
        ]);
        assert.deepEqual(findings({ namespaceLabels, identity: "workloadIdentity", hadoopInImage: "3.4.1" }), []);
    });

    it("is refused where JavaScript leaves out what it needs", async () => {
        const wrong = {
            tenantId: null,
            clusterName: 5,
            stateStore: { account: 1 },
        } as unknown as ExistingAksClusterArgs;
        await assert.rejects(
            record(() => AksCluster.existing("prod", wrong)),
            {
                message: [
                    'ExistingAksCluster "prod": subscriptionId is required, got nothing',
                    'ExistingAksCluster "prod": tenantId is required, got nothing',
                    'ExistingAksCluster "prod": location is required, got nothing',
                    'ExistingAksCluster "prod": resourceGroup is required, got nothing',
                    'ExistingAksCluster "prod": clusterName must be text, got 5; put it in quotes',
                    'ExistingAksCluster "prod": stateStore.account must be text, got 1; put it in quotes',
                    'ExistingAksCluster "prod": stateStore.container is required, got nothing',
                ].join("\n"),
            },
        );
    });
});
