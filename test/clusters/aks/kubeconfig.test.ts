import assert from "node:assert/strict";
import { aksKubeconfig } from "../../../src/clusters/aks/kubeconfig";

describe("aksKubeconfig", () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
    const args = { clusterName: "prod", tenantId: "t", login: "spn" } as const;

    it("keeps server and authority, and asks kubelogin for a token instead of a browser", () => {
        const cluster = { server: "https://prod:443", "certificate-authority-data": "Q0E=" };
        const listed = encode({
            clusters: [{ name: "x", cluster }],
            users: [{ name: "y", user: { token: "secret" } }],
        });
        assert.deepEqual(JSON.parse(aksKubeconfig(listed, args)), {
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "prod", cluster }],
            users: [
                {
                    name: "prod",
                    user: {
                        exec: {
                            apiVersion: "client.authentication.k8s.io/v1beta1",
                            command: "kubelogin",
                            args: [
                                "get-token",
                                "--login",
                                "spn",
                                "--server-id",
                                "6dae42f8-4368-4678-94ff-3960e28e3630",
                                "--tenant-id",
                                "t",
                            ],
                            installHint: "install kubelogin from https://azure.github.io/kubelogin/install.html",
                            interactiveMode: "Never",
                            provideClusterInfo: false,
                        },
                    },
                },
            ],
            contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
            "current-context": "prod",
        });
    });

    it("rejects what is no kubeconfig", () => {
        assert.throws(() => aksKubeconfig(encode({ clusters: [] }), args), /names no server and certificate authority/);
    });
});
