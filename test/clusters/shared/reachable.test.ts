import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Ask } from "../../../src/clusters/shared/api-access";
import { reachableKubeconfig } from "../../../src/clusters/shared/reachable";
import { withAnsweringApi } from "../../support/answering-api";
import { record, valueOf } from "../../support/record";

/** The kubeconfig that a cluster's provider gets, and those whose API was asked; or the error of the run. */
async function reach(ask: Ask, { preview = false, isMade = true } = {}) {
    const asked: string[] = [];
    let value: unknown;
    const program = async () => {
        const component = new pulumi.ComponentResource("test:index:Cluster", "prod");
        const access = [new pulumi.ComponentResource("test:index:Entry", "entry", {}, { parent: component })];
        const kubeconfig = pulumi.secret("kubeconfig");
        const made = pulumi.output(isMade ? "ACTIVE" : undefined);
        const reachable = reachableKubeconfig({ title: 'EksCluster "prod"', component, kubeconfig, made, access });
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

    it("asks the API of a cluster that is there", async () =>
        assert.deepEqual(await reach(yes), { value: "kubeconfig", asked: ["kubeconfig"] }));

    it("asks nothing in a preview, nor of a cluster that no cloud has made", async () => {
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
