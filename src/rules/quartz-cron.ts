/** A field of a Quartz cron expression: http://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html. */
interface CronField {
    readonly least: number;
    readonly most: number;
    readonly names?: readonly string[];
    /** Forms that only this field has; each is a whole field. */
    readonly special?: RegExp;
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const dayOfMonth = 3;
const dayOfWeek = 5;

const fields: readonly CronField[] = [
    { least: 0, most: 59 }, // seconds
    { least: 0, most: 59 }, // minutes
    { least: 0, most: 23 }, // hours
    { least: 1, most: 31, special: /^(L(-([12]?\d|30))?W?|([1-9]|[12]\d|3[01])W)$/ }, // day of month: "L", "L-3", "LW", "15W"
    { least: 1, most: 12, names: months },
    { least: 1, most: 7, names: days, special: /^(L|([1-7]|[A-Z]{3})L|([1-7]|[A-Z]{3})#[1-5])$/ }, // day of week: "6L", "FRI#2"
    { least: 0, most: 9999 }, // year, which may be left out
];

/** Whether text is a cron expression as Quartz reads it: seconds first, 6 or 7 fields, `?` in exactly one of the day fields. */
export function isQuartzCron(text: string): boolean {
    const parts = text.trim().toUpperCase().split(/\s+/);
    const open = [parts[dayOfMonth], parts[dayOfWeek]].filter((part) => part === "?");
    return (
        (parts.length === 6 || parts.length === 7) &&
        open.length === 1 &&
        parts.every((part, index) => isField(part, index))
    );
}

function isField(text: string, index: number): boolean {
    const field = fields[index];
    const isOpenDay = text === "?" && (index === dayOfMonth || index === dayOfWeek);
    const items = text.split(",").filter((item) => item !== ""); // Quartz ignores empty ones
    return (
        isOpenDay ||
        (field !== undefined && (field.special?.test(text) === true || items.every((item) => isItem(item, field))))
    );
}

/** `*`, a value or a range, each with an optional step: "*", "5", "MON-FRI", "0/15", "9-17/2". */
function isItem(text: string, field: CronField): boolean {
    const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(text) ?? [];
    const isStepped = step === undefined || (Number(step) >= 1 && Number(step) <= field.most);
    const ends = range.split("-");
    return isStepped && (range === "*" || (ends.length <= 2 && ends.every((end) => isValue(end, field))));
}

function isValue(text: string, { least, most, names }: CronField): boolean {
    return /^\d+$/.test(text) ? Number(text) >= least && Number(text) <= most : (names?.includes(text) ?? false);
}
