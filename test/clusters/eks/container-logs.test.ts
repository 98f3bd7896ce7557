import assert from "node:assert/strict";
import { named, namesOf } from "../../support/record";
import { recordEks } from "../../support/eks-mocks";

const group = "/flink-platform/prod/containers";
const name = "prod-container-logs-amazon-cloudwatch-observability";

describe("container logs of an EKS cluster", () => {
    for (const [compute, last] of [
        ["auto", "prod-nodes-system-fixed"],
        ["nodeGroups", "prod-nodes-task-manager"],
    ] as const) {
        it(`go to their group with compute ${compute}, by an add-on that is made once there are nodes`, async () => {
            const addon = named(await recordEks({ compute }), name);
            assert.ok(addon.dependsOn.includes(last) && addon.dependsOn.includes("prod-container-logs-rights"));
            const { configurationValues, ...inputs } = addon.inputs;
            assert.deepEqual(inputs, {
                clusterName: "prod",
                addonName: "amazon-cloudwatch-observability",
                podIdentityAssociations: [
                    {
                        roleArn: "arn:aws:iam::123456789012:role/prod-container-logs-role",
                        serviceAccount: "cloudwatch-agent",
                    },
                ],
                resolveConflictsOnCreate: "OVERWRITE",
                resolveConflictsOnUpdate: "OVERWRITE",
            });
            const { fluentBit } = JSON.parse(configurationValues).containerLogs;
            const files: Readonly<Record<string, string>> = fluentBit.config.extraFiles;
            assert.deepEqual(
                Object.values(files).flatMap((text) =>
                    [...text.matchAll(/^ *(log_group_name|auto_create_group) (.*)$/gm)].map(([, key, value]) => [
                        key,
                        value,
                    ]),
                ),
                [
                    ["log_group_name", group],
                    ["auto_create_group", "false"],
                ],
            );
            assert.deepEqual(fluentBit.tolerations, [{ operator: "Exists" }]);
        });
    }

    it("are all that the add-on sends, and no program is changed for it", async () => {
        const { containerLogs, ...others } = JSON.parse(named(await recordEks(), name).inputs.configurationValues);
        assert.deepEqual(others, {
            tolerations: [],
            applicationSignals: { enabled: false },
            containerInsights: { enabled: false },
            manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
        });
        assert.deepEqual(Object.entries(containerLogs.fluentBit.config.extraFiles).slice(1), [
            ["dataplane-log.conf", "# not collected\n"],
            ["host-log.conf", "# not collected\n"],
        ]);
    });

    it("are written with rights to their group alone", async () => {
        const resources = await recordEks();
        assert.deepEqual(JSON.parse(named(resources, "prod-container-logs-rights").inputs.policy).Statement, [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: `arn:aws:logs:eu-west-1:123456789012:log-group:${group}:*`,
            },
        ]);
        const trust = JSON.parse(named(resources, "prod-container-logs-role").inputs.assumeRolePolicy);
        assert.deepEqual(trust.Statement[0].Condition.StringEquals, {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
            "aws:RequestTag/kubernetes-namespace": "amazon-cloudwatch",
            "aws:RequestTag/kubernetes-service-account": "cloudwatch-agent",
        });
    });

    it("stay in the cluster where that is asked for", async () => {
        const resources = await recordEks({ logs: "inCluster" });
        assert.deepEqual(namesOf(resources, "aws:eks/addon:Addon"), []);
    });

    it("are sent by the version of the add-on that is named", async () => {
        const addonVersions = { "amazon-cloudwatch-observability": "v6.2.0-eksbuild.1" };
        assert.equal(named(await recordEks({ addonVersions }), name).inputs.addonVersion, "v6.2.0-eksbuild.1");
    });
});
