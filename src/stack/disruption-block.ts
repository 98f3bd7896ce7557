import { z } from "zod";
import { strict, text } from "./schema";

const bound = z.union([z.number(), text]);
const budget = strict({
    maxUnavailable: bound.optional(),
    minAvailable: bound.optional(),
    enabled: z.boolean().optional(),
});

/** Budgets for the evictions of a cluster's pods. */
export const disruption = strict({ jobManager: budget.optional(), taskManager: budget.optional() });
