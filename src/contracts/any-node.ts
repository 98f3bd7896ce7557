import type { Placement, Spot } from "./cluster";

/** The placement of pods that may run on every node. */
export const anyNode: Placement = { nodeSelector: {}, tolerations: [], architecture: "any" };

/** Interruptible capacity of a cluster that has none. */
export const noSpot: Spot = { ...anyNode, available: false, noticeSeconds: 0 };
