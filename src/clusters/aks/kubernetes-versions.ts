import type { KubernetesOffer } from "../shared/kubernetes-support";

/**
 * Kubernetes versions that AKS offers or did until lately, with the last day of each kind of support: standard support, and
 * long-term support, which takes the tier Premium. Microsoft names months; the days are their last ones.
 * Source: https://learn.microsoft.com/azure/aks/supported-kubernetes-versions (2026-08).
 */
export const aksKubernetesVersions = {
    "1.34": { standardUntil: "2026-11-30", extendedUntil: "2027-11-30" },
    "1.35": { standardUntil: "2027-03-31", extendedUntil: "2028-03-31" },
    "1.36": { standardUntil: "2027-06-30", extendedUntil: "2028-06-30" },
    // Generally available since October 2026, and supported for twelve months from then on.
    "1.37": { standardUntil: "2027-10-31", extendedUntil: "2028-10-31" },
} as const;

/** Clusters are of the tier Standard. */
export const aksKubernetesOffer: KubernetesOffer = { service: "AKS", releases: aksKubernetesVersions, extended: false };
