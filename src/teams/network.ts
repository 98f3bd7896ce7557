import type * as k8s from "@pulumi/kubernetes";
import type { EgressRule } from "../contracts/cluster";
import { selectorLabels } from "../platform/operator/names";
import type { TeamPeerArgs } from "./args";
import type { NetworkSettings } from "./settings";

type PolicySpec = k8s.types.input.networking.v1.NetworkPolicySpec;
type Peer = k8s.types.input.networking.v1.NetworkPolicyPeer;
type Port = k8s.types.input.networking.v1.NetworkPolicyPort;

/** Kubernetes gives every namespace this label: https://kubernetes.io/docs/reference/labels-annotations-taints/. */
const nameOfNamespace = "kubernetes.io/metadata.name";

// https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#rest-port and #prometheus
const ports = { rest: 8081, metrics: 9249, dns: 53 } as const;

// Policies see the port of the API server itself, behind that of its Service. Managed control planes and Kubernetes' own
// default: https://kubernetes.io/docs/reference/networking/ports-and-protocols/.
const apiServerPorts = [443, 6443];

// Caches on the node and resolvers of clouds: https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/ and
// https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns.
const resolversOfNodes = "169.254.0.0/16";

/** A network policy by the purpose that names it. */
export interface TeamPolicy {
    readonly purpose: "deny" | "pods" | "operator";
    readonly spec: PolicySpec;
}

/**
 * Network policies of a team's namespace: nothing is open, but what Flink's pods need among themselves and of the cluster,
 * and the JobManagers' REST API for the operator. Policies add up, so each of them only opens.
 */
export function teamPolicies(network: NetworkSettings, egressRules: readonly EgressRule[]): readonly TeamPolicy[] {
    const { operatorNamespace = "" } = network;
    const operator = { ...inNamespace(operatorNamespace), podSelector: { matchLabels: { ...selectorLabels } } };
    return [
        { purpose: "deny", spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
        {
            purpose: "pods",
            spec: {
                podSelector: {},
                policyTypes: ["Ingress", "Egress"],
                ingress: ingressOf(network),
                egress: egressOf(network, egressRules),
            },
        },
        {
            purpose: "operator",
            spec: {
                podSelector: { matchLabels: { component: "jobmanager" } },
                policyTypes: ["Ingress"],
                ingress: [{ from: [operator], ports: [tcp(ports.rest)] }],
            },
        },
    ];
}

const withinNamespace: Peer = { podSelector: {} };

function ingressOf({ monitoringNamespace, ingress }: NetworkSettings): NonNullable<PolicySpec["ingress"]> {
    return [
        { from: [withinNamespace] },
        { from: [inNamespace(monitoringNamespace)], ports: [tcp(ports.metrics)] },
        ...ingress.map((peer) => ({ from: [peerOf(peer)], ports: peer.ports.map(tcp) })),
    ];
}

function egressOf(
    { apiServerCidrs, egress }: NetworkSettings,
    egressRules: readonly EgressRule[],
): NonNullable<PolicySpec["egress"]> {
    return [
        { to: [withinNamespace] },
        {
            to: [inNamespace("kube-system"), addresses(resolversOfNodes)],
            ports: [{ protocol: "UDP", port: ports.dns }, tcp(ports.dns)],
        },
        { to: apiServerCidrs.map(addresses), ports: apiServerPorts.map(tcp) },
        ...egressRules.map((rule) => ({ to: [peerOf(rule)], ports: [tcp(rule.port)] })),
        ...egress.map((peer) => ({ to: [peerOf(peer)], ports: peer.ports.map(tcp) })),
    ];
}

function peerOf({ cidr, namespace }: Pick<TeamPeerArgs, "cidr" | "namespace">): Peer {
    return cidr === undefined ? inNamespace(namespace ?? "") : addresses(cidr);
}

function inNamespace(namespace: string): Peer {
    return { namespaceSelector: { matchLabels: { [nameOfNamespace]: namespace } } };
}

function addresses(cidr: string): Peer {
    return { ipBlock: { cidr } };
}

function tcp(port: number): Port {
    return { protocol: "TCP", port };
}
