/** Choices that arguments of several clouds have. */

/** Destinations of logs and of metrics: the cloud's own service, or what runs in the cluster. */
export const sinks = ["cloud", "inCluster"] as const;

/** Destination of logs or of metrics. */
export type Sink = (typeof sinks)[number];

/** Numbers of NAT gateways: one for all zones, or one in each. */
export const natGatewayChoices = ["one", "perZone"] as const;

/** Number of NAT gateways. */
export type NatGateways = (typeof natGatewayChoices)[number];
