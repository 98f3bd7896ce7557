import { isQuartzCron } from "./quartz-cron";

/**
 * Problem of one period in which the autoscaler does nothing: times of day such as `9:30-10:30`, a Quartz cron
 * expression, or one of each with `&&` between them.
 */
export function excludedPeriodProblem(period: string): string | undefined {
    const parts = period.split("&&").map((part) => part.trim());
    const wrong = parts.find((part) => !isDaily(part) && !isQuartzCron(part));
    const isPair = parts.length === 2 && parts.some(isDaily) && parts.some(isQuartzCron);
    if (wrong !== undefined) {
        return `must hold times such as "9:30-10:30" or cron expressions of Quartz such as "* * 9-11 * * ?", got "${wrong}"`;
    }
    return parts.length === 1 || isPair
        ? undefined
        : `must join at most one span of time and one cron expression with &&, got "${period}"`;
}

/** Two times of one day, the first before the second: "9:30-10:30" and "09:00:00-17:30:15:500" yes, "22:00-6:00" no. */
function isDaily(text: string): boolean {
    const times = text.split("-").map(millisecondOfDay);
    const [start, end] = times;
    return times.length === 2 && start !== undefined && end !== undefined && start < end;
}

function millisecondOfDay(text: string): number | undefined {
    const match = /^(\d+):(\d+)(?::(\d+)(?::(\d+))?)?$/.exec(text);
    if (match === null) {
        return undefined;
    }
    const [hour = 0, minute = 0, second = 0, millisecond = 0] = match.slice(1).map((part) => Number(part ?? 0));
    const isTime = hour < 24 && minute < 60 && second < 60 && millisecond < 1000;
    return isTime ? ((hour * 60 + minute) * 60 + second) * 1000 + millisecond : undefined;
}
