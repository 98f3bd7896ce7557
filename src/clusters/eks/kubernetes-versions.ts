/**
 * Kubernetes versions that EKS offers, with the days on which standard and extended support end, in UTC: from the beginning
 * of the first one on, a cluster costs six times as much or is upgraded by AWS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (2026-08)
 */
export const eksKubernetesVersions = {
    "1.32": { standardUntil: "2026-03-23", extendedUntil: "2027-03-23" },
    "1.33": { standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
    "1.34": { standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
    "1.35": { standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
    "1.36": { standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
} as const;
