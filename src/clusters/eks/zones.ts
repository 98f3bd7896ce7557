import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import { shown } from "../../checks/values";
import type { EksSettings } from "./settings";

// Zones without control planes, by their ids; their names differ between accounts.
// https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
const withoutControlPlanes: Readonly<Record<string, readonly string[]>> = {
    "ca-central-1": ["cac1-az3"],
    "us-east-1": ["use1-az3"],
    "us-west-1": ["usw1-az2"],
};

/**
 * Fails the run, at preview already, if a zone cannot host a control plane, and names those that can. AWS is asked only in
 * regions with such a zone. No other zone is chosen instead, as the zones of a cluster must not change unasked.
 *
 * @param title component and its name, as findings begin.
 */
export function checkHostingZones(
    title: string,
    { region, zones }: Pick<EksSettings, "region" | "zones">,
    opts: { readonly parent: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): void {
    const excludeZoneIds = withoutControlPlanes[region];
    if (excludeZoneIds === undefined) {
        return;
    }
    const args = {
        // No local zones.
        filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
        excludeZoneIds: [...excludeZoneIds],
    };
    getAvailabilityZonesOutput(args, opts).names.apply((names) => {
        const wrong = zones.filter((zone) => !names.includes(zone)).map(shown);
        if (wrong.length > 0) {
            throw new pulumi.RunError(
                `${title}: zones must be able to host a control plane, got ${wrong.join(", ")}; in this account take two or more of ${names.join(", ")}`,
            );
        }
    });
}
