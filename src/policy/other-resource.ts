import { plainOf } from "./known-values";

/** A resource that is not Flink's. */
export interface OtherResource {
    readonly type: string;
    readonly props: unknown;
    /** A component of the package makes it. A policy pack may meet all of an organisation's resources. */
    readonly isOurs: boolean;
}

/** A resource as a policy gets it. */
export function otherResourceOf(given: {
    readonly type: string;
    readonly urn: string;
    readonly props: unknown;
}): OtherResource {
    // "urn:pulumi:prod::shop::flink-platform:eks:EksCluster$aws:eks/cluster:Cluster::prod" yes
    const [, , types = ""] = given.urn.split("::");
    return { type: given.type, props: plainOf(given.props), isOurs: types.includes("flink-platform:") };
}
