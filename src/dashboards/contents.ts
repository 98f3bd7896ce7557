import { autoscaler } from "./autoscaler";
import { checkpoints } from "./checkpoints";
import type { DashboardContent } from "./dashboard";
import { fleet } from "./fleet";
import { job } from "./job";
import { memory } from "./memory";
import { operator } from "./operator";

/** Content of each dashboard. */
export const dashboardContents: readonly DashboardContent[] = [fleet, job, checkpoints, memory, operator, autoscaler];
