import { z } from "zod";
import { scalar, strict, text } from "./schema";

const reporter = strict({
    type: z.enum(["otlp", "statsd", "graphite", "jmx", "slf4j"]),
    intervalSeconds: z.number().optional(),
    options: z.record(z.string(), scalar).optional(),
});

/** Collection of metrics. */
export const monitoring = strict({
    mode: z.enum(["off", "existing", "managed"]),
    labels: z.record(z.string(), z.string()).optional(),
    namespace: text.optional(),
    intervalSeconds: z.number().optional(),
    drop: z.array(text).optional(),
    dashboards: z.boolean().optional(),
    reporters: z.record(z.string(), reporter).optional(),
});
