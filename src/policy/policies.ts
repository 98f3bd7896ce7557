import type { PolicyConfigSchema, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { checkpointingViolations, highAvailabilityViolations } from "./fault-tolerance";
import { flinkResourceOf, type FlinkResource } from "./flink-resource";
import { keyViolations } from "./keys";
import { otherResourceOf, type OtherResource } from "./other-resource";
import type { FlinkPolicyConfig } from "./config";
import { labelViolations } from "./labels";
import { limitViolations } from "./limits";
import { flinkEndpointViolations, otherEndpointViolations } from "./public-endpoints";
import { releaseViolations } from "./releases";
import { bucketViolations, stateLossViolations } from "./state-loss";

const texts = (description: string) => ({ type: "array" as const, items: { type: "string" as const }, description });
const amount = (description: string) => ({ type: "number" as const, exclusiveMinimum: 0, description });
const flag = (description: string) => ({ type: "boolean" as const, description });

interface Rule<Config extends object> {
    readonly name: keyof FlinkPolicyConfig;
    readonly description: string;
    readonly properties?: { readonly [Name in keyof Required<Config>]: PolicyConfigSchema["properties"][string] };
    /** Violations of a Flink resource. */
    flink?(resource: FlinkResource, config: Config): string[];
    /** Violations of any other. */
    other?(resource: OtherResource, config: Config): string[];
}

/** Makes a policy at its level, with its parameters; those of the pack's configuration count more. */
function policy<Config extends object>(
    { properties, name, description, flink, other }: Rule<Config>,
    given: FlinkPolicyConfig,
): ResourceValidationPolicy {
    const own = given[name] ?? {};
    const { enforcementLevel = "mandatory", ...parameters } = typeof own === "string" ? { enforcementLevel: own } : own;
    return {
        name,
        description,
        enforcementLevel,
        ...(properties && { configSchema: { properties } }),
        validateResource: (args: ResourceValidationArgs, report) => {
            const config = { ...parameters, ...args.getConfig<Config>() } as Config;
            const resource = flinkResourceOf(args.type, args.props);
            const violations = resource ? flink?.(resource, config) : other?.(otherResourceOf(args), config);
            violations?.forEach((violation) => report(violation));
        },
    };
}

/**
 * Policies on Flink jobs and what they run on, for a `PolicyPack` of `@pulumi/policy`.
 *
 * @example
 * new PolicyPack("flink", { policies: flinkPolicies({ "flink-required-labels": { labels: ["team"] } }) });
 *
 * @param config levels and parameters. Parameters in the third argument of `PolicyPack` would make a policy advisory that is
 *     not given a level there too.
 */
export function flinkPolicies(config: FlinkPolicyConfig = {}): ResourceValidationPolicy[] {
    return [...safetyPolicies(config), ...boundPolicies(config)];
}

/** Policies on what a job loses when something goes away, and on who may reach it. */
function safetyPolicies(config: FlinkPolicyConfig): ResourceValidationPolicy[] {
    return [
        policy(
            {
                name: "flink-state-loss-guard",
                description: "Jobs keep their state through changes, and buckets are not deleted with what is in them.",
                properties: { statelessJobs: texts("Jobs that may be stateless, as namespace/name.") },
                flink: stateLossViolations,
                other: bucketViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-checkpointing-required",
                description: "Jobs with state take checkpoints into an object store.",
                properties: {
                    maxIntervalSeconds: amount("Longest time between two checkpoints, in seconds; 600 by default."),
                },
                flink: checkpointingViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-high-availability",
                description: "Jobs with state go on after their JobManager has gone.",
                flink: highAvailabilityViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-no-public-endpoints",
                description:
                    "Neither Flink's REST API nor a Service nor a managed cluster's API server is open to the outside.",
                properties: {
                    allowIngress: flag("Flink's UI may stand behind an ingress."),
                    openServices: texts("Services that may be open, as namespace/name."),
                },
                flink: flinkEndpointViolations,
                other: otherEndpointViolations,
            },
            config,
        ),
    ];
}

/** Policies on what a job may hold, take, run and be called. */
function boundPolicies(config: FlinkPolicyConfig): ResourceValidationPolicy[] {
    return [
        policy(
            {
                name: "flink-no-keys-in-configuration",
                description: "Options, arguments and variables of jobs hold no secrets.",
                properties: { openOptions: texts("Options that hold no secret, whatever their names say.") },
                flink: keyViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-resource-limits",
                description: "JobManagers and TaskManagers say what they take, and take no more than they may.",
                properties: {
                    maxMemoryMiB: amount("Memory of a JobManager or TaskManager, in MiB."),
                    maxCpu: amount("CPUs of a JobManager or TaskManager."),
                    maxParallelism: amount("Parallelism of a job."),
                },
                flink: limitViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-allowed-releases",
                description: "Flink versions and images are allowed ones, and images do not drift.",
                properties: {
                    versions: texts("Flink versions that may run, such as 1.20."),
                    images: texts("Starts of the images that may run, such as registry.example.com/flink/."),
                    digests: flag("Images must be named by their digest."),
                },
                flink: releaseViolations,
            },
            config,
        ),
        policy(
            {
                name: "flink-required-labels",
                description: "Jobs have the labels by which their owners are found.",
                properties: { labels: texts("Labels that every job must have, such as team.") },
                flink: labelViolations,
            },
            config,
        ),
    ];
}
