import type { KubernetesOffer } from "../shared/kubernetes-support";

/**
 * Kubernetes versions in EKS's standard support, with the days on which standard and extended support end, in UTC: from the beginning
 * of the first one on, a cluster costs six times as much or is upgraded by AWS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (2026-08)
 */
export const eksKubernetesVersions = {
    "1.34": { standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
    "1.35": { standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
    "1.36": { standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
} as const;

/** Clusters have the upgrade policy STANDARD. */
export const eksKubernetesOffer: KubernetesOffer = { service: "EKS", releases: eksKubernetesVersions, extended: false };
