import * as pulumi from "@pulumi/pulumi";
import { findingsOf, formatFinding } from "../../checks/findings";
import { problemIf } from "../../checks/values";
import { compareVersions, kubernetesVersionProblem, kubernetesVersionWarning } from "../../flink/versions";

/** Kubernetes versions that a cloud runs, from its oldest on. */
export interface KubernetesOffer {
    /** The cloud's service, such as `EKS`. */
    readonly service: string;
    /** By version, such as `1.35`; versions newer than these may be offered too. */
    readonly releases: Readonly<Record<string, KubernetesSupport>>;
    /** Whether the cluster gets the support that costs more. */
    readonly extended: boolean;
}

/** Days as `2026-12-31`. */
export interface KubernetesSupport {
    /** Last day of standard support. */
    readonly standardUntil: string;
    /** Last day of the support that costs more. */
    readonly extendedUntil: string;
}

/** Any Kubernetes: a cluster that was not made here. */
export const anyKubernetes: KubernetesOffer = { service: "Kubernetes", releases: {}, extended: false };

/** The problem of a Kubernetes version that a cloud does not offer any more; undefined if there is none. */
export function offerProblem({ service, releases }: KubernetesOffer, version: string): string | undefined {
    const problem = kubernetesVersionProblem(version);
    const oldest = oldestOf(releases);
    if (problem !== undefined || oldest === undefined || compareVersions(version, oldest) >= 0) {
        return problem;
    }
    return `must be one that ${service} still offers, from ${oldest} on, got "${version}"; raise it`;
}

const oldestOf = (releases: KubernetesOffer["releases"]) => Object.keys(releases).sort(compareVersions)[0];

// Time enough to plan an upgrade of the control plane and of all nodes.
const noticeDays = 60;

/**
 * The warning about a Kubernetes version that has no problem; undefined if there is none.
 *
 * @param today such as `2026-11-30`.
 */
export function supportWarning(
    { service, releases, extended }: KubernetesOffer,
    version: string,
    today: string,
): string | undefined {
    const support = releases[version];
    if (support === undefined) {
        const oldest = oldestOf(releases);
        return oldest !== undefined && compareVersions(version, oldest) < 0
            ? `is older than what ${service} offers, from ${oldest} on, got "${version}"; raise it`
            : kubernetesVersionWarning(version);
    }
    const { standardUntil, extendedUntil } = support;
    const lastDay = extended && today > standardUntil ? extendedUntil : standardUntil;
    const left = Math.round((Date.parse(lastDay) - Date.parse(today)) / (24 * 3600 * 1000));
    if (left < 0) {
        return `has been out of ${service}'s support since ${lastDay}, got "${version}"; give the version that the cluster has now, or a newer one`;
    }
    if (today > standardUntil) {
        return `is in ${service}'s extended support, which costs more, until ${lastDay}, got "${version}"; raise it`;
    }
    return left < noticeDays
        ? `leaves ${service}'s standard support on ${lastDay}, got "${version}"; raise it before that day`
        : undefined;
}

/** Warns of a cluster whose Kubernetes version is at the end of its support, or newer than those that the package knows. */
export function warnOfSupport(
    component: string,
    name: string,
    offer: KubernetesOffer,
    version: string | undefined,
    cluster: pulumi.Resource,
): void {
    const today = new Date().toISOString().slice(0, "2026-12-31".length);
    const problem = version === undefined ? undefined : supportWarning(offer, version, today);
    for (const finding of findingsOf(component, name, problemIf("kubernetesVersion", problem))) {
        void pulumi.log.warn(formatFinding(finding), cluster);
    }
}
