import type { EnforcementLevel } from "@pulumi/policy";
import type { CheckpointingConfig } from "./fault-tolerance";
import type { KeysConfig } from "./keys";
import type { LabelsConfig } from "./labels";
import type { LimitsConfig } from "./limits";
import type { PublicEndpointsConfig } from "./public-endpoints";
import type { ReleasesConfig } from "./releases";
import type { StateLossConfig } from "./state-loss";

/** A policy's level, by itself or with its parameters. */
export type PolicySetting<Config = object> =
    | EnforcementLevel
    | (Config & {
          /** Consequence of a violation. @default `mandatory` */
          readonly enforcementLevel?: EnforcementLevel;
      });

/** Levels and parameters of the policies, by their names. */
export interface FlinkPolicyConfig {
    readonly "flink-state-loss-guard"?: PolicySetting<StateLossConfig>;
    readonly "flink-checkpointing-required"?: PolicySetting<CheckpointingConfig>;
    readonly "flink-high-availability"?: PolicySetting;
    readonly "flink-no-public-endpoints"?: PolicySetting<PublicEndpointsConfig>;
    readonly "flink-no-keys-in-configuration"?: PolicySetting<KeysConfig>;
    readonly "flink-resource-limits"?: PolicySetting<LimitsConfig>;
    readonly "flink-allowed-releases"?: PolicySetting<ReleasesConfig>;
    readonly "flink-required-labels"?: PolicySetting<LabelsConfig>;
}
