import { aks } from "./aks";
import type { Cycle } from "./change";
import { eksAuto, eksGroups } from "./eks";
import { gke } from "./gke";

/** Clusters of every cloud whose arguments change. */
export const cycles: readonly Cycle[] = [eksAuto, eksGroups, gke, aks];
