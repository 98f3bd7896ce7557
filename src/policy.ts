export { flinkPolicies } from "./policy/policies";
export type { FlinkPolicyConfig, PolicySetting } from "./policy/config";
export type { CheckpointingConfig } from "./policy/fault-tolerance";
export type { KeysConfig } from "./policy/keys";
export type { LabelsConfig } from "./policy/labels";
export type { LimitsConfig } from "./policy/limits";
export type { PublicEndpointsConfig } from "./policy/public-endpoints";
export type { ReleasesConfig } from "./policy/releases";
export type { StateLossConfig } from "./policy/state-loss";
