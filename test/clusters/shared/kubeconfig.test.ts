import assert from "node:assert/strict";
import { execKubeconfig } from "../../../src/clusters/shared/kubeconfig";

const exec = { command: "sign-in", args: ["--now"], provideClusterInfo: false };

describe("execKubeconfig", () => {
    it("has one cluster, user and context of one name, and a command in the place of a token", () =>
        assert.deepEqual(JSON.parse(execKubeconfig("prod", "https://api.example.com", "Q0E=", exec)), {
            apiVersion: "v1",
            kind: "Config",
            "current-context": "prod",
            clusters: [
                {
                    name: "prod",
                    cluster: { server: "https://api.example.com", "certificate-authority-data": "Q0E=" },
                },
            ],
            contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
            users: [
                {
                    name: "prod",
                    user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", ...exec } },
                },
            ],
        }));

    it("names no authority where a public one vouches for the server", () =>
        assert.deepEqual(JSON.parse(execKubeconfig("prod", "https://api.example.com", undefined, exec)).clusters, [
            { name: "prod", cluster: { server: "https://api.example.com" } },
        ]));
});
