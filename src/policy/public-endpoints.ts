import { optionOf, type FlinkResource } from "./flink-resource";
import { at, isGiven, notKnown } from "./known-values";
import type { OtherResource } from "./other-resource";

/** Parameters of the policy on endpoints. */
export interface PublicEndpointsConfig {
    /** Flink's UI may stand behind an ingress. @default false */
    readonly allowIngress?: boolean;
    /** Services that may be open, as `namespace/name`. @default none */
    readonly openServices?: readonly string[];
}

const exposure = "kubernetes.rest-service.exposed.type";
const openTypes = ["LoadBalancer", "NodePort"];

/** Settings that open a job's REST API, by which anybody can run code in the cluster. */
export function flinkEndpointViolations(resource: FlinkResource, config: PublicEndpointsConfig): string[] {
    const type = optionOf(resource, exposure);
    const isOpen = typeof type === "string" && openTypes.includes(type);
    const hasIngress = resource.kind === "FlinkDeployment" && isGiven(at(resource.spec, "ingress"));
    return [
        ...(isOpen ? [`spec.flinkConfiguration["${exposure}"] must be "ClusterIP", got "${type}"; take it out`] : []),
        ...(hasIngress && config.allowIngress !== true
            ? ["spec.ingress must not be set, as Flink's UI has no sign-in; take it out, or set allowIngress"]
            : []),
    ];
}

/** Settings that open a Service of Flink's, or the API server of a cluster that the package makes. */
export function otherEndpointViolations(
    { type, props, isOurs }: OtherResource,
    config: PublicEndpointsConfig,
): string[] {
    if (type === "kubernetes:core/v1:Service") {
        const isFlinks = isOurs || at(props, "spec", "selector", "component") === "jobmanager";
        return isFlinks ? serviceViolations(props, config) : [];
    }
    if (!isOurs) {
        return [];
    }
    const found = apiServers.find(({ types }) => types.test(type));
    return found === undefined || !found.isOpen(props) ? [] : [`${found.path} must be ${found.closed}`];
}

function serviceViolations(props: unknown, { openServices = [] }: PublicEndpointsConfig): string[] {
    const given = at(props, "spec", "type");
    const id = [at(props, "metadata", "namespace"), at(props, "metadata", "name")].map(String).join("/");
    return typeof given === "string" && openTypes.includes(given) && !openServices.includes(id)
        ? [`spec.type must be "ClusterIP", got "${given}"; change it, or name "${id}" in openServices`]
        : [];
}

/** Endpoints of managed clusters. Those of EKS and AKS are public unless they say otherwise, and so is GKE's by address. */
const apiServers = [
    {
        types: /^aws:eks\/cluster:Cluster$/,
        path: "vpcConfig.endpointPublicAccess",
        closed: "false",
        isOpen: (props: unknown) => isNot(false, at(props, "vpcConfig", "endpointPublicAccess")),
    },
    {
        types: /^gcp:container\/cluster:Cluster$/,
        path: "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled",
        closed: "false, or privateClusterConfig.enablePrivateEndpoint true",
        isOpen: (props: unknown) =>
            isNot(true, at(props, "privateClusterConfig", "enablePrivateEndpoint")) &&
            isNot(false, at(props, "controlPlaneEndpointsConfig", "ipEndpointsConfig", "enabled")),
    },
    {
        types: /^azure-native:containerservice(\/v\w+)?:ManagedCluster$/,
        path: "apiServerAccessProfile.enablePrivateCluster",
        closed: "true",
        isOpen: (props: unknown) => isNot(true, at(props, "apiServerAccessProfile", "enablePrivateCluster")),
    },
];

function isNot(wanted: boolean, value: unknown): boolean {
    return value !== wanted && value !== notKnown;
}
