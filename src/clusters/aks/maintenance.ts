import * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { choiceProblems, wholeNumberProblems } from "../../checks/values";
import type { AksMaintenanceArgs } from "./args";
import { weekdays } from "../shared/weekdays";

/** Problems of a weekly time, with paths from `maintenance` on. */
export function maintenanceProblems({ day, startHourUtc, hours }: AksMaintenanceArgs): Problem[] {
    return [
        ...choiceProblems("maintenance.day", day, weekdays),
        ...wholeNumberProblems("maintenance.startHourUtc", startHourUtc, 0, 23),
        // A shorter window may pass without an upgrade: https://learn.microsoft.com/azure/aks/auto-upgrade-cluster
        ...wholeNumberProblems("maintenance.hours", hours, 4, 24),
    ];
}

/** A weekly time, as AKS writes it. */
function maintenanceWindow({ day, startHourUtc, hours }: AksMaintenanceArgs) {
    return {
        schedule: { weekly: { intervalWeeks: 1, dayOfWeek: `${day.slice(0, 1).toUpperCase()}${day.slice(1)}` } },
        startTime: `${String(startHourUtc).padStart(2, "0")}:00`,
        utcOffset: "+00:00",
        durationHours: hours,
    };
}

// Names that AKS knows: https://learn.microsoft.com/azure/aks/planned-maintenance
const configNames = [
    ["cluster-upgrades", "aksManagedAutoUpgradeSchedule"],
    ["node-upgrades", "aksManagedNodeOSUpgradeSchedule"],
] as const;

/** Registers the time of upgrades of a cluster and of its nodes. */
export function createMaintenanceWindows(
    name: string,
    maintenance: AksMaintenanceArgs,
    cluster: { readonly resourceGroupName: pulumi.Input<string>; readonly resourceName: pulumi.Input<string> },
    opts: pulumi.CustomResourceOptions,
): void {
    for (const [purpose, configName] of configNames) {
        new containerservice.MaintenanceConfiguration(
            `${name}-${purpose}`,
            { ...cluster, configName, maintenanceWindow: maintenanceWindow(maintenance) },
            opts,
        );
    }
}
