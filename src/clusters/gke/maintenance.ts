import type { Problem } from "../../checks/findings";
import { choiceProblems, wholeNumberProblems } from "../../checks/values";
import type { GkeMaintenanceArgs } from "./args";
import { weekdays, type Weekday } from "../shared/weekdays";

/** A window in Google's words. */
export interface MaintenanceWindow {
    /** When it opens first. */
    readonly startTime: string;
    /** When it closes first. */
    readonly endTime: string;
    /** When it opens again, as a recurrence rule: https://datatracker.ietf.org/doc/html/rfc5545#section-3.8.5.3. */
    readonly recurrence: string;
}

// A weekend stays in one piece where weeks begin on Monday.
const [sunday, ...fromMonday] = weekdays;
const week: readonly Weekday[] = [...fromMonday, sunday];
const monday = Date.UTC(2024, 0, 1);
const hourMs = 60 * 60 * 1000;

const defaults = { days: ["saturday", "sunday"], startHourUtc: 2, hours: 6 } as const;

// Of 32 days, 28 hold four of each weekday.
// https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions#limits-windows
const leastHours = { window: 4, in32Days: 48 } as const;
const weeksIn32Days = 4;

/** The window that is asked for. */
export function maintenanceWindow(args: GkeMaintenanceArgs = {}): MaintenanceWindow {
    const { days, startHourUtc, hours } = withDefaults(args);
    const ordered = week.filter((day) => days.includes(day));
    const start = monday + (week.indexOf(ordered[0] ?? "monday") * 24 + startHourUtc) * hourMs;
    const letters = ordered.map((day) => day.slice(0, 2).toUpperCase());
    return {
        startTime: timeText(start),
        endTime: timeText(start + hours * hourMs),
        recurrence: `FREQ=WEEKLY;BYDAY=${letters.join(",")}`,
    };
}

/** Problems of a window, with paths from `maintenance` on. */
export function maintenanceProblems(args: GkeMaintenanceArgs = {}): Problem[] {
    const { days, startHourUtc, hours } = withDefaults(args);
    const problems = [
        ...days.flatMap((day, index) => choiceProblems(`maintenance.days[${index}]`, day, week)),
        ...wholeNumberProblems("maintenance.startHourUtc", startHourUtc, 0, 23),
        ...wholeNumberProblems("maintenance.hours", hours, leastHours.window, 24),
    ];
    const open = new Set(days).size * hours * weeksIn32Days;
    return problems.length > 0 || open >= leastHours.in32Days
        ? problems
        : [
              {
                  path: "maintenance",
                  problem: `must be open for ${leastHours.in32Days} hours in 32 days, got ${open}; add days or hours`,
              },
          ];
}

function withDefaults(args: GkeMaintenanceArgs) {
    const days: readonly Weekday[] = args.days ?? defaults.days;
    return { days, startHourUtc: args.startHourUtc ?? defaults.startHourUtc, hours: args.hours ?? defaults.hours };
}

/** Without milliseconds: Google gives times back so, and other forms would show as changes. */
const timeText = (time: number) => new Date(time).toISOString().replace(".000Z", "Z");
