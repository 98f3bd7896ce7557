import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Ask } from "../../../src/clusters/shared/api-access";
import { apiClient } from "../../../src/clusters/shared/api-client";
import { MadeInRun } from "../../../src/clusters/shared/made-in-run";
import { reachableKubeconfig } from "../../../src/clusters/shared/reachable";
import { record, valueOf } from "../../support/record";

/** Runs `program` as if the API of every cluster gave this answer. */
async function withAnsweringApi(program: () => unknown, answer: (kubeconfig: string) => Ask): Promise<void> {
    const real = { ...apiClient };
    Object.assign(apiClient, { ask: answer });
    try {
        await program();
    } finally {
        Object.assign(apiClient, real);
    }
}

/** The kubeconfig that a cluster's provider gets, and those whose API was asked; or the error of the run. */
async function reach(ask: Ask, { preview = false, isMade = true } = {}) {
    const asked: string[] = [];
    let value: unknown;
    const program = async () => {
        const component = new pulumi.ComponentResource("test:index:Cluster", "prod");
        const access = [new pulumi.ComponentResource("test:index:Entry", "entry", {}, { parent: component })];
        const kubeconfig = pulumi.secret("kubeconfig");
        const madeInRun = new MadeInRun("prod");
        if (isMade) {
            madeInRun.note();
        }
        const reachable = reachableKubeconfig({ title: 'EksCluster "prod"', component, kubeconfig, madeInRun, access });
        assert.equal(await pulumi.isSecret(reachable), true);
        value = await valueOf(reachable);
    };
    await withAnsweringApi(
        () => record(program, { preview }),
        (kubeconfig) => {
            asked.push(kubeconfig);
            return ask;
        },
    );
    return { value, asked };
}

describe("reachableKubeconfig", () => {
    const yes = () => Promise.resolve(true);

    it("asks the API of a cluster that the run makes", async () =>
        assert.deepEqual(await reach(yes), { value: "kubeconfig", asked: ["kubeconfig"] }));

    it("asks nothing in a preview, nor of a cluster that was there before", async () => {
        assert.deepEqual(await reach(yes, { preview: true }), { value: "kubeconfig", asked: [] });
        assert.deepEqual(await reach(yes, { isMade: false }), { value: "kubeconfig", asked: [] });
    });

    it("ends the run with the reason, and says what to do", () =>
        assert.rejects(
            reach(() => Promise.reject(new Error("spawn aws ENOENT"))),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'EksCluster "prod": the Kubernetes API must let the caller in, got "spawn aws ENOENT"; run Pulumi where the endpoint is reachable, as one of the administrators',
        ));
});
