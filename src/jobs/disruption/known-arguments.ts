import type { KnownOf } from "../../checks/known-arguments";
import type { BudgetArgs, DisruptionArgs } from "./args";

const knownBudget = { maxUnavailable: true, minAvailable: true, enabled: "switch" } satisfies KnownOf<BudgetArgs>;

/** Arguments of a cluster's budgets. */
export const knownDisruption = { jobManager: knownBudget, taskManager: knownBudget } satisfies KnownOf<DisruptionArgs>;
