import assert from "node:assert/strict";
import type { AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { aksPlacements, aksSpot } from "../../../src/clusters/aks/placement";
import { aksSettings } from "../../../src/clusters/aks/settings";
import { place } from "../../support/aks-mocks";

const settingsOf = (args: Partial<AksClusterArgs> = {}) => aksSettings("prod", { ...place, ...args });

describe("placement on AKS", () => {
    const settings = settingsOf({ nodes: { taskManager: { spot: true, architecture: "arm64" } } });

    it("finds the nodes of a role, interruptible ones too", () => {
        assert.deepEqual(aksPlacements(settings).system, {
            nodeSelector: { "flink-platform/role": "system" },
            tolerations: [],
            architecture: "amd64",
        });
        assert.deepEqual(aksSpot(settings), {
            nodeSelector: { "flink-platform/role": "task-manager", "kubernetes.azure.com/scalesetpriority": "spot" },
            tolerations: [
                { key: "flink-platform/role", operator: "Equal", value: "task-manager", effect: "NoSchedule" },
                {
                    key: "kubernetes.azure.com/scalesetpriority",
                    operator: "Equal",
                    value: "spot",
                    effect: "NoSchedule",
                },
            ],
            architecture: "arm64",
            available: true,
            noticeSeconds: 30,
        });
    });

    it("has no interruptible nodes unless they are asked for", () => {
        assert.deepEqual(aksSpot(settingsOf()), {
            nodeSelector: {},
            tolerations: [],
            architecture: "any",
            available: false,
            noticeSeconds: 0,
        });
    });
});
