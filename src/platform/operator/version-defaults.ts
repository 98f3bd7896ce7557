/** Key of an operator's option that is a default for jobs of one Flink version, and not for the operator itself. */
export function versionDefault(flinkVersion: string, option: string): string {
    return `kubernetes.operator.default-configuration.flink-version.v${flinkVersion.replace(".", "_")}.${option}`;
}
