/** Name of the reporter for Prometheus. */
export const prometheusReporter = "prom";

/** Options of the reporter for Prometheus, without their prefix. */
export function prometheusOptions(port: number): Readonly<Record<string, string>> {
    return {
        "factory.class": "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
        port: String(port),
        // By default "a-b" becomes "a_b", and no label's value is then that of Kubernetes any more.
        filterLabelValueCharacters: "false",
    };
}
