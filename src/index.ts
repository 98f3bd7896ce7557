export { FlinkApplication } from "./application/application";
export type { FlinkApplicationArgs, FlinkJobArgs, ProcessArgs } from "./application/application-args";
export { FlinkDeployment } from "./application/flink-deployment";
export type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs, FlinkMetadata } from "./application/flink-deployment";
export type { Readiness } from "./application/readiness";
export type * from "./application/platform-handle";
export type * from "./application/types";
export type * from "./application/types-blue-green";
export type * from "./application/types-snapshot";
export type * from "./cluster/module";
export { FlinkCrds } from "./platform/crds";
export type { FlinkCrdsArgs } from "./platform/crds";
export { JobNamespace } from "./platform/namespaces";
export type { JobNamespaceArgs } from "./platform/namespaces";
export { FlinkOperator } from "./platform/operator";
export type { FlinkOperatorArgs } from "./platform/operator-args";
export type { UnlistedRelease } from "./platform/operator-release";
export { FlinkPlatform } from "./platform/platform";
export type { FlinkPlatformArgs } from "./platform/platform";
export {
    defaultFlinkVersion,
    defaultOperatorRelease,
    flinkReleases,
    kubernetesVersions,
    operatorReleases,
} from "./versions";
export type { FlinkKind, FlinkMinor, OperatorRelease } from "./versions";
