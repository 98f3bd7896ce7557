import { z } from "zod";
import { strict, text } from "./schema";

const secretKey = strict({ secret: text, key: text });
const server = {
    url: text,
    headers: z.record(z.string(), secretKey).optional(),
    certificateAuthority: secretKey.optional(),
};

const collector = strict({
    namespace: text.optional(),
    namespaceExists: z.boolean().optional(),
    image: text.optional(),
    version: text.optional(),
    imagePullSecrets: z.array(text).optional(),
    memoryMiB: z.number().optional(),
    cpu: z.number().optional(),
    queuedLines: z.number().optional(),
});

/** Logs of the operator and of jobs. */
export const logging = strict({
    sink: z
        .union([
            strict({ kind: z.literal("cluster") }),
            strict({ kind: z.literal("otlp"), ...server }),
            strict({ kind: z.literal("loki"), ...server, tenant: text.optional() }),
        ])
        .optional(),
    collector: collector.optional(),
});
