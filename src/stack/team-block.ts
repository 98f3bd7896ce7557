import { z } from "zod";
import { applicationDefaults } from "./job-blocks";
import { strict, text } from "./schema";

const peer = strict({ cidr: text.optional(), namespace: text.optional(), ports: z.array(z.number()) });

/** A team of the platform. */
export const team = strict({
    namespace: text.optional(),
    quota: strict({
        cpu: z.number().optional(),
        memoryGiB: z.number().optional(),
        pods: z.number().optional(),
        storageGiB: z.number().optional(),
        publicServices: z.boolean().optional(),
    }).optional(),
    containers: strict({
        maxCpu: z.number().optional(),
        maxMemoryMiB: z.number().optional(),
        defaultCpu: z.number().optional(),
        defaultMemoryMiB: z.number().optional(),
    }).optional(),
    groups: strict({ deployers: z.array(text).optional(), viewers: z.array(text).optional() }).optional(),
    network: strict({
        apiServerCidrs: z.array(text).optional(),
        monitoringNamespace: text.optional(),
        operatorNamespace: text.optional(),
        egress: z.array(peer).optional(),
        ingress: z.array(peer).optional(),
    }).optional(),
    podSecurity: z.enum(["baseline", "restricted", "privileged"]).optional(),
    applicationDefaults: applicationDefaults.optional(),
});
