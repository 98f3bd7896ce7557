import { canonical, type FieldChange } from "./field-change";

const common = "spec.podTemplate";
const [ofJobManager, ofTaskManager] = ["spec.jobManager.podTemplate", "spec.taskManager.podTemplate"];

/**
 * Changed fields with those of pod templates as a user of the package's own arguments gave them. With the first template of
 * a process the common one goes into both, and with the last one back: what is the same there has not changed. What changes
 * alike in both processes is a change of the common one.
 */
export function templateCauses(causes: readonly FieldChange[]): FieldChange[] {
    const moved = causes.find(
        ({ path, before, after }) => path === common && (before === undefined || after === undefined),
    );
    return folded(moved === undefined ? causes : withoutMoved(causes, moved));
}

/** Of a common template that has gone into both processes or back the differences alone; itself where there are none. */
function withoutMoved(causes: readonly FieldChange[], moved: FieldChange): readonly FieldChange[] {
    const hasGone = moved.after === undefined;
    const whole = hasGone ? moved.before : moved.after;
    const left = causes.filter((cause) => {
        const inside = insideOf(cause);
        const value = hasGone ? cause.after : cause.before;
        return cause !== moved && (inside === undefined || !isAlike(value, valueAt(whole, inside)));
    });
    return left.some((cause) => insideOf(cause) !== undefined) ? left : [moved, ...left];
}

function folded(causes: readonly FieldChange[]): FieldChange[] {
    return causes.flatMap((cause) => {
        const inside = insideOf(cause);
        const hasTwin = causes.some(
            (other) =>
                other !== cause &&
                insideOf(other) === inside &&
                isSame(cause.before, other.before) &&
                isSame(cause.after, other.after),
        );
        if (inside === undefined || !hasTwin) {
            return [cause];
        }
        return cause.path.startsWith(ofJobManager) ? [{ ...cause, path: `${common}${inside}` }] : [];
    });
}

/** The rest of a path after that of a process's template, such as `.metadata.labels`; undefined for any other field. */
function insideOf({ path }: FieldChange): string | undefined {
    const template = [ofJobManager, ofTaskManager].find((one) => path === one || path.startsWith(`${one}.`));
    return template === undefined ? undefined : path.slice(template.length);
}

/**
 * The value at a path such as `.metadata.labels.example.com/team` or `.spec.volumes["data"].emptyDir`, in which keys may hold
 * dots themselves.
 */
function valueAt(value: unknown, path: string): unknown {
    if (path === "" || typeof value !== "object" || value === null) {
        return path === "" ? value : undefined;
    }
    return partsOf(value)
        .filter(([part]) => path.startsWith(part) && /^$|^[.[]/.test(path.slice(part.length)))
        .map(([part, inner]) => valueAt(inner, path.slice(part.length)))
        .find((found) => found !== undefined);
}

/** Parts of a value, by the way its path goes on. */
function partsOf(value: object): [part: string, inner: unknown][] {
    if (!Array.isArray(value)) {
        return Object.entries(value).map(([key, inner]) => [`.${key}`, inner]);
    }
    return value.flatMap((item: unknown) => {
        const { name, mountPath } = Object(item) as Readonly<Record<string, unknown>>;
        return [mountPath, name].flatMap((key): [string, unknown][] =>
            typeof key === "string" ? [[`["${key}"]`, item]] : [],
        );
    });
}

function isAlike(one: unknown, other: unknown): boolean {
    const [left, right] = [canonical(one), canonical(other)]; // undefined where a part is not known yet
    return one !== undefined && other !== undefined && left !== undefined && left === right;
}

function isSame(one: unknown, other: unknown): boolean {
    return (one === undefined && other === undefined) || isAlike(one, other);
}
