import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ExistingCluster } from "../../../src/clusters/existing/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform } from "../../../src/platform/platform";
import { record } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";

/** A job of one name on each of two clusters with one bucket; their stores may have prefixes of their own. */
const regions = (prefixes: readonly (string | undefined)[], jobNames = ["orders", "orders"], names = ["a", "b"]) =>
    record(
        () => {
            for (const [index, region] of ["dublin", "paris"].entries()) {
                const parent = new pulumi.ComponentResource(`shop:index:${region}`, region);
                const stateStore = { kind: "s3", bucket: "shop-state", prefix: prefixes[index] } as const;
                const platform = new FlinkPlatform(region, {
                    cluster: new ExistingCluster(region, {
                        kubeconfig: kubeconfig.replace(":1", `:${index + 1}`),
                        stateStore,
                    }),
                });
                const job = { namespace: "shop", jar: "local:///orders.jar", jobName: jobNames[index] };
                new FlinkApplication(names[index] ?? "", { platform, ...job }, { parent });
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

    it("is another one below another prefix, and for another job", async () => {
        await regions(["dublin", "paris"]);
        await regions([], ["orders", "invoices"]);
    });
});
