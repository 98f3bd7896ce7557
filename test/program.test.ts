import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { program, type StackOutputs } from "../src/program";
import type { StackConfig } from "../src/stack/config";
import { StackSecrets } from "../src/stack/secrets";
import { modes, namesOf, record, valueOf } from "./support/record";
import { unreachableKubeconfig } from "./support/unreachable-kubeconfig";

describe("program", () => {
    let folder: string;
    let kubeconfig: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
        kubeconfig = path.join(folder, "config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const jar = "local:///opt/flink/usrlib/orders.jar";
    const config = (changes: Partial<StackConfig> = {}): StackConfig => ({
        cluster: { cloud: "local", kubeconfig },
        operator: { release: "1.15.0" },
        applications: { orders: { namespace: "jobs", jar }, invoices: { namespace: "jobs", jar } },
        ...changes,
    });

    for (const { title, preview } of modes) {
        it(`declares each application, and one namespace for both, ${title}`, async () => {
            const resources = await record(() => void program(config()), { preview });
            assert.deepEqual(namesOf(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment"), [
                "orders",
                "invoices",
            ]);
            assert.deepEqual(namesOf(resources, "flink-platform:index:JobNamespace"), ["flink-jobs-jobs"]);
        });
    }

    it("exports where each job is and how to see it", async () => {
        await record(async () => {
            const outputs: StackOutputs = program(config());
            assert.deepEqual(Object.keys(outputs.applications), ["orders", "invoices"]);
            assert.equal(outputs.applications["orders"]?.namespace, "jobs");
            assert.equal(
                outputs.applications["orders"]?.flinkUi,
                "kubectl --namespace jobs port-forward service/orders-rest 8081",
            );
            assert.equal(await valueOf(outputs.stateStore), "s3p://flink");
        });
    });

    it("shows no secret where it is wrong", () => {
        const applications = {
            orders: { namespace: "jobs", jar: "/opt/jar-secret", initialSavepointPath: "path-secret" },
        };
        return assert.rejects(
            record(() => void program(config({ applications }), new StackSecrets([applications]))),
            { message: 'FlinkApplication "orders": jar must have a scheme such as local:// or https://, got [secret]' },
        );
    });

    it("reports what is wrong with cluster, operator and every application at once", () =>
        assert.rejects(
            record(
                () =>
                    void program({
                        cluster: { cloud: "local", kubeconfig, context: "prod" },
                        operator: { replicas: 0 },
                        applications: {
                            orders: { namespace: "jobs", jar, parallelism: 0 },
                            invoices: { namespace: "jobs", jar: "/opt/invoices.jar" },
                        },
                    }),
            ),
            {
                message: [
                    `LocalCluster "flink": context must be one of the kubeconfig's ("dev"), got "prod"`,
                    'FlinkPlatform "flink": operator.replicas must be a whole number of at least 1, got 0',
                    'FlinkApplication "orders": parallelism must be a whole number of at least 1, got 0',
                    'FlinkApplication "invoices": jar must have a scheme such as local:// or https://, got "/opt/invoices.jar"',
                ].join("\n"),
            },
        ));
});
