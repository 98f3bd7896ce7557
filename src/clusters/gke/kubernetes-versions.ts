import type { GkeReleaseChannel } from "./choices";
import type { KubernetesOffer } from "../shared/kubernetes-support";

/**
 * Kubernetes versions that Google supports or did until lately, with the last day of each kind of support: standard support
 * on every release channel, extended support only on the channel `extended`, for a surcharge. The days are estimates that
 * Google moves, most often to later ones; a version that is not here has none yet.
 * Source: https://cloud.google.com/kubernetes-engine/docs/release-schedule (2026-10).
 */
export const gkeKubernetesVersions = {
    "1.30": { standardUntil: "2025-09-29", extendedUntil: "2026-07-30" },
    "1.31": { standardUntil: "2026-01-15", extendedUntil: "2026-10-22" },
    "1.32": { standardUntil: "2026-04-26", extendedUntil: "2027-02-11" },
    "1.33": { standardUntil: "2026-08-11", extendedUntil: "2027-06-12" },
    "1.34": { standardUntil: "2027-01-24", extendedUntil: "2027-11-25" },
    "1.35": { standardUntil: "2027-04-10", extendedUntil: "2028-02-11" },
} as const;

/** Versions that a cluster on a release channel may run. */
export const gkeKubernetesOffer = (releaseChannel: GkeReleaseChannel): KubernetesOffer => ({
    service: "GKE",
    releases: gkeKubernetesVersions,
    extended: releaseChannel === "extended",
});
