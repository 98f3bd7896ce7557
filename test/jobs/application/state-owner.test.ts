import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ExistingCluster } from "../../../src/clusters/existing/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { FlinkPlatform } from "../../../src/platform/platform";
import { record } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";

/**
 * A job of one name on each of two clusters with one bucket, and a session cluster on a third one where it has a name; the
 * stores may have prefixes of their own.
 */
const regions = (
    prefixes: readonly (string | undefined)[],
    jobNames = ["orders", "orders"],
    names = ["a", "b"],
    clusterName?: string,
) =>
    record(
        () => {
            for (const [index, region] of ["dublin", "paris", "oslo"].entries()) {
                const parent = new pulumi.ComponentResource(`shop:index:${region}`, region);
                const stateStore = { kind: "s3", bucket: "shop-state", prefix: prefixes[index] } as const;
                const platform = new FlinkPlatform(region, {
                    cluster: new ExistingCluster(region, {
                        kubeconfig: kubeconfig.replace(":1", `:${index + 1}`),
                        stateStore,
                    }),
                });
                const job = { namespace: "shop", jar: "local:///orders.jar", jobName: jobNames[index] };
                if (index < 2) {
                    new FlinkApplication(names[index] ?? "", { platform, ...job }, { parent });
                } else if (clusterName !== undefined) {
                    new FlinkSessionCluster("shared", { platform, namespace: "shop", clusterName }, { parent });
                }
            }
        },
        { preview: true },
    );
const refusal = (second: string, first: string) => ({
    message: `FlinkApplication "${second}": has its state in the folder of FlinkApplication "${first}" too; give it another jobName, or its cluster another prefix or bucket`,
});

describe("the folder of an application's state", () => {
    it("has one owner, also on a store of two clusters", async () => {
        await assert.rejects(regions([]), refusal("b", "a"));
        await assert.rejects(regions(["eu", "eu"]), refusal("b", "a"));
        await assert.rejects(regions([], undefined, ["orders", "orders"]), refusal("orders", "orders"));
    });

    it("is no session cluster's either", () =>
        assert.rejects(regions([], ["orders", "invoices"], undefined, "orders"), {
            message:
                'FlinkSessionCluster "shared": has its state in the folder of FlinkApplication "a" too; give it another clusterName, or its cluster another prefix or bucket',
        }));

    it("is another one below another prefix, and for another job", async () => {
        await regions(["dublin", "paris"]);
        await regions([], ["orders", "invoices"], undefined, "shared");
    });
});
