import { z } from "zod";
import type { FilesystemPlugin } from "../contracts/cluster";
import type { FlinkOption } from "../flink/types/deployment";
import { savepointFormats } from "../jobs/application/args";
import { sharedArguments, type EnforcedArguments } from "../jobs/application/defaults-args";
import { numberAsVersionProblem } from "../jobs/application/version-checks";
import { snapshotTypes } from "../jobs/snapshot/args";
import { autoscaler } from "./autoscaler-block";
import { disruption } from "./disruption-block";
import { strict, text } from "./schema";

const plugins = [
    "flink-s3-fs-presto",
    "flink-s3-fs-hadoop",
    "flink-gs-fs-hadoop",
    "flink-azure-fs-hadoop",
] as const satisfies readonly FilesystemPlugin[];

const textByKey = z.record(z.string(), z.string());

const process = {
    memoryMiB: z.number().optional(),
    cpu: z.number().optional(),
    cpuLimit: z.number().optional(),
    podTemplate: z.record(z.string(), z.unknown()).optional(),
};

const keyReference = strict({ secret: text.optional(), configMap: text.optional(), key: text });

const environment = z.record(z.string(), z.union([z.string(), keyReference]));

const files = z.record(
    z.string(),
    strict({ ...keyReference.shape, key: text.optional(), content: z.string().optional(), file: text.optional() }),
);

/** Options by key, or nested as in Flink's own file. */
const options = z.record(
    z.string(),
    z.custom<FlinkOption>(isOption, {
        error: ({ input }) =>
            `must be text, a number, true, false, a list of these or options, got ${JSON.stringify(input)}`,
    }),
);

function isOption(value: unknown): boolean {
    const isScalar = ["string", "number", "boolean"].includes(typeof value);
    if (isScalar || typeof value !== "object" || value === null) {
        return isScalar;
    }
    return Object.values(value).every(isOption);
}

/** Start of a job, by its name in the file. */
const restoreFrom = strict({ application: text.optional(), snapshot: text.optional() }).optional();

/** A job with a cluster of its own. */
export const application = strict({
    jobName: text.optional(),
    namespace: text,
    flinkVersion: z
        .string({ error: ({ input }) => (typeof input === "number" ? numberAsVersionProblem(input) : undefined) })
        .min(1)
        .optional(),
    image: text.optional(),
    imagePullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).optional(),
    flinkPatchVersion: text.optional(),
    jar: text.optional(),
    sql: strict({ script: text.optional(), file: text.optional() }).optional(),
    python: strict({
        file: text.optional(),
        module: text.optional(),
        files: z.array(text).optional(),
        requirements: text.optional(),
        archives: z.array(text).optional(),
        interpreter: text.optional(),
    }).optional(),
    entryClass: text.optional(),
    args: z.array(z.string()).optional(),
    parallelism: z.number().optional(),
    scaledByOthers: z.boolean().optional(),
    autoscaler: autoscaler.optional(),
    state: z.enum(["running", "suspended"]).optional(),
    upgradeMode: z.enum(["last-state", "savepoint", "stateless"]).optional(),
    checkpointIntervalSeconds: z.number().optional(),
    retainedCheckpoints: z.number().optional(),
    savepointOnDelete: z.boolean().optional(),
    deleteTimeoutSeconds: z.number().optional(),
    savepointFormat: z.enum(savepointFormats).optional(),
    periodicSavepoints: strict({
        intervalSeconds: z.number().optional(),
        schedule: text.optional(),
        retained: z.number().optional(),
    }).optional(),
    initialSavepointPath: text.optional(),
    savepointRedeployNonce: z.number().optional(),
    restoreFrom,
    movedFrom: strict({ name: text.optional(), namespace: text.optional(), copied: z.boolean().optional() }).optional(),
    allowNonRestoredState: z.boolean().optional(),
    acceptStateLoss: strict({ change: text, reason: text }).optional(),
    restartNonce: z.number().optional(),
    mode: z.enum(["native", "standalone"]).optional(),
    jobManager: strict({ ...process, replicas: z.number().optional() }).optional(),
    taskManager: strict({ ...process, taskSlots: z.number().optional(), replicas: z.number().optional() }).optional(),
    plugins: z.array(z.enum(plugins)).optional(),
    flinkConfiguration: options.optional(),
    environment: environment.optional(),
    files: files.optional(),
    podTemplate: z.record(z.string(), z.unknown()).optional(),
    logConfiguration: strict({
        "log4j-console.properties": text.optional(),
        "logback-console.xml": text.optional(),
    }).optional(),
    ingress: strict({
        template: text,
        className: text.optional(),
        annotations: textByKey.optional(),
        labels: textByKey.optional(),
        tls: z.array(strict({ hosts: z.array(text).optional(), secretName: text.optional() })).optional(),
    }).optional(),
    labels: textByKey.optional(),
    annotations: textByKey.optional(),
    disruption: disruption.optional(),
    readiness: strict({
        enabled: z.boolean().optional(),
        timeoutSeconds: z.number().optional(),
        mayFinish: z.boolean().optional(),
    }).optional(),
});

const enforced = strict(
    application.pick(
        Object.fromEntries(sharedArguments.filter((name) => name !== "podTemplate").map((name) => [name, true])) as {
            [Name in keyof EnforcedArguments]-?: true;
        },
    ).shape,
);

/** Arguments that all applications share. */
export const applicationDefaults = strict({
    ...enforced.shape,
    podTemplate: application.shape.podTemplate,
    enforced: enforced.optional(),
});

/** A cluster that jobs share. */
export const sessionCluster = strict({
    clusterName: text.optional(),
    ...application.pick({
        namespace: true,
        flinkVersion: true,
        image: true,
        imagePullPolicy: true,
        flinkPatchVersion: true,
        checkpointIntervalSeconds: true,
        retainedCheckpoints: true,
        savepointFormat: true,
        deleteTimeoutSeconds: true,
        restartNonce: true,
        mode: true,
        jobManager: true,
        taskManager: true,
        plugins: true,
        flinkConfiguration: true,
        environment: true,
        files: true,
        podTemplate: true,
        logConfiguration: true,
        ingress: true,
        labels: true,
        annotations: true,
        disruption: true,
        readiness: true,
    }).shape,
});

/** A job on a session cluster. */
export const sessionJob = strict({
    sessionCluster: text,
    ...application.pick({
        jobName: true,
        entryClass: true,
        args: true,
        parallelism: true,
        state: true,
        upgradeMode: true,
        savepointOnDelete: true,
        deleteTimeoutSeconds: true,
        periodicSavepoints: true,
        initialSavepointPath: true,
        savepointRedeployNonce: true,
        restoreFrom: true,
        allowNonRestoredState: true,
        acceptStateLoss: true,
        restartNonce: true,
        flinkConfiguration: true,
        labels: true,
        annotations: true,
        readiness: true,
    }).shape,
    namespace: text.optional(),
    jar: text,
});

/** A snapshot of a job on demand. */
export const snapshot = strict({
    job: text.optional(),
    jobReference: strict({ kind: z.enum(["FlinkDeployment", "FlinkSessionJob"]), name: text }).optional(),
    namespace: text.optional(),
    snapshotName: text.optional(),
    type: z.enum(snapshotTypes).optional(),
    path: text.optional(),
    disposeOnDelete: z.boolean().optional(),
    backoffLimit: z.number().optional(),
    ...application.pick({
        savepointFormat: true,
        labels: true,
        annotations: true,
        readiness: true,
        deleteTimeoutSeconds: true,
    }).shape,
});
