export { FlinkApplication } from "./jobs/application/application";
export type { FlinkApplicationArgs, FlinkJobArgs, ProcessArgs, SavepointFormat } from "./jobs/application/args";
export type { ApplicationArgs, FlinkClusterArgs } from "./jobs/application/args";
export type { ApplicationDefaults, EnforcedArguments, SharedArguments } from "./jobs/application/defaults-args";
export type { Environment, EnvironmentValue, KeyReference } from "./jobs/application/environment";
export type { Files, FileSource } from "./jobs/application/files";
export type { PythonArgs, SqlArgs } from "./jobs/application/source-args";
export { FlinkSessionCluster } from "./jobs/session-cluster/session-cluster";
export type { FlinkSessionClusterArgs, SessionClusterArgs } from "./jobs/session-cluster/args";
export { FlinkSessionJob } from "./jobs/session-job/session-job";
export type {
    FlinkSessionJobArgs,
    FlinkSessionJobSpecArgs,
    SessionJobArgs,
    SessionJobFields,
} from "./jobs/session-job/args";
export { FlinkStateSnapshot } from "./jobs/snapshot/snapshot";
export type {
    DeclaredJob,
    FlinkStateSnapshotArgs,
    FlinkStateSnapshotSpecArgs,
    SnapshotType,
    StateSnapshotArgs,
    StateSnapshotFields,
} from "./jobs/snapshot/args";
export { FlinkManifest } from "./jobs/manifest/manifest";
export type { FlinkManifestArgs } from "./jobs/manifest/args";
export { FlinkDeployment } from "./jobs/deployment/deployment";
export type {
    FlinkDeploymentArgs,
    FlinkDeploymentManifestArgs,
    FlinkMetadata,
    ManifestOverrides,
} from "./jobs/deployment/args";
export { FlinkBlueGreenDeployment } from "./jobs/blue-green/blue-green";
export type { FlinkBlueGreenDeploymentArgs, FlinkBlueGreenDeploymentManifestArgs } from "./jobs/blue-green/args";
export type { AutoscalerArgs } from "./jobs/autoscaler/args";
export type { BudgetArgs, DisruptionArgs } from "./jobs/disruption/args";
export type { AcceptedStateLoss } from "./jobs/deployment/state-loss";
export type { MovedFrom } from "./jobs/deployment/moved-job";
export type { PeriodicSavepoints } from "./jobs/deployment/periodic-savepoints";
export type { RestoreFrom, RestoreFromNames } from "./jobs/deployment/restore-from";
export type { Readiness } from "./readiness/readiness";
export type * from "./contracts/platform";
export type * from "./flink/types/deployment";
export type * from "./flink/types/blue-green";
export type * from "./flink/types/snapshot";
export type * from "./contracts/cluster";
export { anyNode, noSpot } from "./contracts/any-node";
export { noBinding } from "./contracts/no-binding";
export { FlinkCrds } from "./platform/crds/crds";
export type { FlinkCrdsArgs } from "./platform/crds/crds";
export { JobNamespace } from "./platform/namespaces";
export type { JobNamespaceArgs } from "./platform/namespaces";
export type * from "./alerts/args";
export type { MonitoringArgs, MonitoringMode } from "./platform/monitoring/args";
export type { ReporterArgs, ReporterType } from "./platform/monitoring/reporters";
export { FlinkOperator } from "./platform/operator/operator";
export type { FlinkOperatorArgs, ImageArgs, ResourcesArgs } from "./platform/operator/args";
export type { Configuration } from "./platform/operator/configuration";
export type { LogFormat } from "./platform/operator/log-line";
export type { LoggingArgs, LogLevel } from "./platform/operator/logging";
export type {
    ClusterSinkArgs,
    LogCollectorArgs,
    LogServerArgs,
    LogSinkArgs,
    LokiSinkArgs,
    OtlpSinkArgs,
    PlatformLoggingArgs,
    SecretKeyArgs,
} from "./platform/logging/args";
export type { Duration, OperatorOptions, SystemOptions, UserOptions } from "./platform/operator/options";
export type { UnlistedRelease } from "./flink/definitions/release";
export { FlinkPlatform } from "./platform/platform";
export type { FlinkPlatformArgs } from "./platform/platform";
export type { PlatformArgs } from "./platform/settings";
export { FlinkTeam } from "./teams/team";
export type {
    FlinkTeamArgs,
    PodSecurity,
    TeamArgs,
    TeamContainerArgs,
    TeamGroupsArgs,
    TeamNetworkArgs,
    TeamPeerArgs,
    TeamQuotaArgs,
} from "./teams/args";
export { ReferencedPlatform } from "./platform/reference/platform";
export type { PlatformOfStackArgs, ReferencedPlatformArgs } from "./platform/reference/platform";
export type {
    ClusterOutputs,
    NamespaceOutputs,
    PlatformOutputs,
    StateStoreOutputs,
} from "./platform/reference/outputs";
export type { FlinkVersionStep } from "./platform/reference/version-steps";
export {
    defaultFlinkVersion,
    defaultOperatorRelease,
    flinkReleases,
    kubernetesVersions,
    operatorReleases,
} from "./flink/versions";
export type { FlinkKind, FlinkMinor, OperatorRelease, OperatorReleaseFacts } from "./flink/versions";
