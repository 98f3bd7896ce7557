import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { credentialsPolicySpec } from "../../src/clusters/eks/pod-identity-policy";
import { apiOf, type Api } from "./support/api";
import { levelKubeconfig } from "./support/level-folder";

const account = { namespace: "pod-identity", serviceAccount: "flink" };
const name = "pod-identity.test";
const policies = { group: "admissionregistration.k8s.io", version: "v1" };
const credentials = { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" };
const other = { name: "LANG", value: "C" };

describe("the policy of a service account with Pod Identity, in a real API server", () => {
    let api: Api;

    /** Makes a pod as EKS's webhook leaves it, with these variables in the main container. */
    const createPod = async (
        env: { name: string; value: string }[] | undefined,
        { namespace = account.namespace, serviceAccount = account.serviceAccount, sidecar = false } = {},
    ) => {
        const containers = [
            ...(sidecar ? [{ name: "sidecar", image: "none" }] : []),
            { name: "flink-main-container", image: "flink:none", ...(env === undefined ? {} : { env }) },
        ];
        const spec = { serviceAccountName: serviceAccount, containers };
        await api.core.createNamespacedPod({ namespace, body: { metadata: { generateName: "job-" }, spec } });
    };

    before(async () => {
        api = await apiOf(levelKubeconfig());
        for (const namespace of [account.namespace, "pod-identity-other"]) {
            await api.createNamespace(namespace);
            for (const serviceAccount of [account.serviceAccount, "other"]) {
                await api.core.createNamespacedServiceAccount({
                    namespace,
                    body: { metadata: { name: serviceAccount } },
                });
            }
        }
        const create = (plural: string, kind: string, spec: object) =>
            api.custom.createClusterCustomObject({
                ...policies,
                plural,
                body: { apiVersion: "admissionregistration.k8s.io/v1", kind, metadata: { name }, spec },
            });
        await create("validatingadmissionpolicies", "ValidatingAdmissionPolicy", credentialsPolicySpec(account));
        await create("validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", {
            policyName: name,
            validationActions: ["Deny"],
        });
        for (;;) {
            try {
                await createPod(undefined); // until the policy counts
                await sleep(100);
            } catch {
                return;
            }
        }
    });
    after(async () => {
        for (const plural of ["validatingadmissionpolicybindings", "validatingadmissionpolicies"]) {
            await api.custom.deleteClusterCustomObject({ ...policies, plural, name });
        }
    });

    it("is an expression without a fault", async () => {
        const { status } = (await api.custom.getClusterCustomObject({
            ...policies,
            plural: "validatingadmissionpolicies",
            name,
        })) as { status?: { typeChecking?: { expressionWarnings?: unknown[] } } };
        assert.deepEqual(status?.typeChecking?.expressionWarnings ?? [], []);
    });

    for (const [title, env] of [
        ["without variables", undefined],
        ["with others alone", [other]],
    ] as const) {
        it(`refuses a pod ${title}, and says why`, () =>
            assert.rejects(
                createPod(env === undefined ? undefined : [...env]),
                (error: { code?: number; body?: unknown }) => {
                    assert.equal(error.code, 422);
                    assert.match(
                        String(error.body),
                        /the pod would have no credentials: flink has a role that EKS does not know yet/,
                    );
                    return true;
                },
            ));
    }

    it("takes a pod with credentials, be it with a container that came later", async () => {
        await createPod([other, credentials]);
        await createPod([credentials], { sidecar: true });
    });

    it("leaves other service accounts and other namespaces alone", async () => {
        await createPod(undefined, { serviceAccount: "other" });
        await createPod(undefined, { namespace: "pod-identity-other" });
    });
});
