import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    clusterConfiguration,
    jobConfiguration,
    optionNames,
    reservedOptionProblems,
    stateConfiguration,
} from "../../../src/jobs/application/configuration";
import type { FlinkMinor } from "../../../src/flink/versions";
import { jobSettings } from "../../../src/jobs/application/settings";

describe("optionNames", () => {
    const old = {
        checkpointDirectory: "state.checkpoints.dir",
        savepointDirectory: "state.savepoints.dir",
        incrementalCheckpoints: "state.backend.incremental",
        retainedCheckpoints: "state.checkpoints.num-retained",
    };
    const current = {
        checkpointDirectory: "execution.checkpointing.dir",
        savepointDirectory: "execution.checkpointing.savepoint-dir",
        incrementalCheckpoints: "execution.checkpointing.incremental",
        retainedCheckpoints: "execution.checkpointing.num-retained",
    };
    const rows: [FlinkMinor, object][] = [
        ["1.16", { ...old, stateBackend: "state.backend", highAvailability: "high-availability" }],
        ["1.17", { ...old, stateBackend: "state.backend", highAvailability: "high-availability.type" }],
        ["1.18", { ...old, stateBackend: "state.backend.type", highAvailability: "high-availability.type" }],
        ["1.20", { ...old, stateBackend: "state.backend.type", highAvailability: "high-availability.type" }],
        ["2.0", { ...current, stateBackend: "state.backend.type", highAvailability: "high-availability.type" }],
        ["2.2", { ...current, stateBackend: "state.backend.type", highAvailability: "high-availability.type" }],
    ];
    for (const [version, names] of rows) {
        it(`knows those of Flink ${version}`, () => assert.deepEqual(optionNames(version), names));
    }
});

describe("stateConfiguration", () => {
    it("puts checkpoints, savepoints and high-availability metadata under one root", async () => {
        const resolved = await new Promise((resolve) =>
            pulumi.output(stateConfiguration(optionNames("2.2"), "s3p://flink/jobs/orders")).apply(resolve),
        );
        assert.deepEqual(resolved, {
            "execution.checkpointing.dir": "s3p://flink/jobs/orders/checkpoints",
            "execution.checkpointing.savepoint-dir": "s3p://flink/jobs/orders/savepoints",
            "high-availability.type": "kubernetes",
            "high-availability.storageDir": "s3p://flink/jobs/orders/high-availability",
            "state.backend.type": "rocksdb",
            "execution.checkpointing.incremental": "true",
        });
    });
});

describe("clusterConfiguration", () => {
    it("has the documented defaults", () => {
        const settings = jobSettings("orders", { namespace: "jobs", flinkVersion: "1.20" });
        assert.deepEqual(
            { ...clusterConfiguration(settings), ...jobConfiguration(settings) },
            {
                "execution.checkpointing.interval": "60 s",
                "taskmanager.numberOfTaskSlots": "1",
                "kubernetes.jobmanager.cpu.limit-factor": "4",
                "kubernetes.taskmanager.cpu.limit-factor": "2",
                "kubernetes.operator.job.savepoint-on-deletion": "false",
                "kubernetes.operator.savepoint.format.type": "CANONICAL",
            },
        );
    });

    it("takes savepoints in the state backend's format from Flink 2.0 on, unless told otherwise", () => {
        const format = (version: string, savepointFormat?: "CANONICAL") =>
            clusterConfiguration(jobSettings("orders", { namespace: "jobs", flinkVersion: version, savepointFormat }))[
                "kubernetes.operator.savepoint.format.type"
            ];
        assert.deepEqual([format("2.0"), format("2.2"), format("2.2", "CANONICAL")], ["NATIVE", "NATIVE", "CANONICAL"]);
    });

    it("never limits a process below its request", () =>
        assert.equal(
            clusterConfiguration(jobSettings("orders", { namespace: "jobs", taskManager: { cpu: 8 } }))[
                "kubernetes.taskmanager.cpu.limit-factor"
            ],
            "1",
        ));
});

describe("reservedOptionProblems", () => {
    it("rejects each option that the platform or an argument sets, and says what to use", () =>
        assert.deepEqual(
            reservedOptionProblems(
                {
                    flinkConfiguration: {
                        "kubernetes.cluster-id": "x",
                        "taskmanager.numberOfTaskSlots": 2,
                        "state.backend.type": "hashmap",
                    },
                    flinkPatch: "2.2.1",
                },
                { refusedOptions: {}, store: { plugins: [], options: () => [], variables: [] } },
            ),
            [
                {
                    path: 'flinkConfiguration["kubernetes.cluster-id"]',
                    problem: "cannot be set here; the operator sets it",
                },
                {
                    path: 'flinkConfiguration["taskmanager.numberOfTaskSlots"]',
                    problem: "cannot be set here; use taskManager.taskSlots",
                },
            ],
        ));
});
