import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { FlinkApplication } from "../src/jobs/application/application";
import { FlinkSessionCluster } from "../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../src/jobs/session-job/session-job";
import { FlinkPlatform } from "../src/platform/platform";
import { clouds, type Cloud } from "./support/clouds";
import { record } from "./support/record";

const folder = path.resolve(__dirname, "child-names");

/** Type, parent and name of everything below a cluster `prod`, a platform `flink` and jobs of each kind, sorted. */
async function identities({ make, mocks }: Cloud): Promise<string> {
    const resources = await record(() => {
        const platform = new FlinkPlatform("flink", { cluster: make("prod") });
        new FlinkApplication("orders", { platform, namespace: "orders", jar: "local:///opt/flink/usrlib/orders.jar" });
        const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "orders" });
        new FlinkSessionJob("invoices", { platform, sessionCluster, jar: "https://example.com/invoices.jar" });
    }, mocks);
    const lines = resources.map(({ type, name, parent }) => [parent, name, type].join("\t"));
    return `${lines.sort().join("\n")}\n`;
}

/**
 * A resource of another type, parent or name is another resource: Pulumi deletes the old one. Files of `test/child-names`
 * hold them all. Write them anew with `CHILD_NAMES=write npm test` after a change that is meant, and list it in CHANGELOG.
 */
describe("the identity of every resource", () => {
    for (const [name, cloud] of Object.entries<Cloud>(clouds)) {
        it(`is as it was on ${name}`, async () => {
            const file = path.join(folder, `${name}.tsv`);
            const found = await identities(cloud);
            if (process.env["CHILD_NAMES"] === "write") {
                fs.writeFileSync(file, found);
            }
            assert.equal(found, fs.readFileSync(file, "utf8"));
        });
    }
});
