import assert from "node:assert/strict";
import { apiClient } from "../../src/clusters/shared/api-client";
import { kubernetesClient } from "../../src/readiness/client";

// The library's parser quotes the lines around a mistake.
const broken = "users:\n- token: must-stay-secret\n  a: [must-stay-secret\n";

describe("a kubeconfig that cannot be read", () => {
    it("is not shown by the wait for a job", () =>
        assert.rejects(kubernetesClient(broken), { message: "its kubeconfig cannot be read" }));

    it("is not shown by the wait for a cluster's API", () =>
        assert.rejects(apiClient.ask(broken)(), { message: "its kubeconfig cannot be read" }));
});
