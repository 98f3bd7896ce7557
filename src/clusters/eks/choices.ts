/** Ways to run nodes. */
export const eksComputes = ["auto", "nodeGroups"] as const;

/** Way to run nodes. */
export type EksCompute = (typeof eksComputes)[number];

/** Ways in which pods get their rights. */
export const eksIdentities = ["podIdentity", "irsa"] as const;

/** Way in which pods get their rights. */
export type EksIdentityMode = (typeof eksIdentities)[number];

/** Logs of a control plane: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const eksControlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** A log of the control plane. */
export type EksControlPlaneLog = (typeof eksControlPlaneLogs)[number];
