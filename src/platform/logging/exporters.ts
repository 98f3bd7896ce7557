import type { LogServerArgs } from "./args";
import type { ServerSink } from "./settings";

/** Name of the variable with the sink's URL. */
export const urlVariable = "SINK_URL";
/** Folder of the certificate authority in the collector's container. */
export const authorityFolder = "/etc/otelcol/authority";
/** File of the certificate authority in its folder. */
export const authorityFile = "ca.crt";

/** Name of the variable with a header's value: headers are numbered, as their names may be no variable's. */
export const headerVariable = (index: number) => `SINK_HEADER_${index}`;

/** The exporter of a sink, without its queue. */
export function exporterOf(sink: ServerSink): { readonly name: string; readonly exporter: object } {
    const url = `\${env:${urlVariable}}`;
    switch (sink.kind) {
        case "otlp":
            return { name: "otlphttp", exporter: { logs_endpoint: url, ...access(sink) } };
        case "loki":
            // The exporter adds /v1/logs: https://grafana.com/docs/loki/latest/send-data/otel/
            return { name: "otlphttp/loki", exporter: { endpoint: `${url}/otlp`, ...access(sink, tenantOf(sink)) } };
    }
}

function tenantOf({ tenant }: { readonly tenant?: string }): Readonly<Record<string, string>> {
    return tenant === undefined ? {} : { "X-Scope-OrgID": tenant };
}

/** Headers and TLS. No secret is in the configuration. */
function access(
    { headers: secretHeaders = {}, certificateAuthority }: LogServerArgs,
    plainHeaders: Readonly<Record<string, string>> = {},
) {
    const secret = Object.keys(secretHeaders).map((header, index) => [header, `\${env:${headerVariable(index)}}`]);
    const headers = { ...plainHeaders, ...(Object.fromEntries(secret) as Record<string, string>) };
    return {
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
        ...(certificateAuthority && { tls: { ca_file: `${authorityFolder}/${authorityFile}` } }),
    };
}
