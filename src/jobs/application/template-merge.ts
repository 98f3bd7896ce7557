import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import type { Placement } from "../../contracts/cluster";
import { keyedLists, keyOf, type KeyedList } from "./keyed-lists";
import type { PodTemplate } from "./user-templates";

type Plain = { readonly [key: string]: unknown };

/** Fields that the template of all pods leaves out: each process has all of them in a template of its own. */
const ofProcesses = ["tolerations"];

/** Fields with something to call, of which only one way may be given. */
const called = ["livenessProbe", "readinessProbe", "startupProbe", "postStart", "preStop"];
const waysToCall = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

/** Called with the whole upper template at each part of it that only becomes known later. */
type LateCheck = (template: PodTemplate) => void;

/**
 * Lays `over` on `base`: objects field by field, containers by name, volumes, variables, mounts and ports whole in the
 * place of those with the same name, path or number, any other list and value replaced. Outputs may be anywhere: where both
 * sides have something, they are waited for. Tolerations are left out.
 */
export function mergePodTemplates(
    base: PodTemplate,
    over: PodTemplate | undefined,
    check: LateCheck = () => undefined,
): PodTemplate {
    return over === undefined ? base : (new Merge(over, check, ofProcesses).at("", base, over) as PodTemplate);
}

/** The same with tolerations, which stand together: one that differs in its time alone takes the place of the base's. */
export function mergeWholeTemplates(
    base: PodTemplate,
    over: PodTemplate | undefined,
    check: LateCheck = () => undefined,
): PodTemplate {
    return over === undefined ? base : (new Merge(over, check, []).at("", base, over) as PodTemplate);
}

class Merge {
    constructor(
        private readonly whole: PodTemplate,
        private readonly check: LateCheck,
        private readonly leftOut: readonly string[],
    ) {}

    at(field: string, base: unknown, over: unknown): unknown {
        if (over === undefined || over === null) {
            return base;
        }
        const list = keyedLists[field];
        if (hasPlace(base) && (isLate(over) || (list !== undefined && hasLateItem(over, list)))) {
            return this.later(field, base, over);
        }
        if (isStructured(over) && (isLate(base) || (list !== undefined && hasLateItem(base, list)))) {
            return whenKnown(base, (known) => this.at(field, known, over));
        }
        if (list !== undefined && Array.isArray(base) && Array.isArray(over)) {
            return this.lists(base as unknown[], over as unknown[], list);
        }
        return isPlain(base) && isPlain(over) ? this.objects(withoutOtherWays(field, base, over), over) : over;
    }

    private objects(base: Plain, over: Plain): Plain {
        const fields = [...new Set([...Object.keys(base), ...Object.keys(over)])];
        return Object.fromEntries(
            fields
                .filter((field) => !this.leftOut.includes(field))
                .map((field) => [field, this.at(field, base[field], over[field])]),
        );
    }

    private lists(base: readonly unknown[], over: readonly unknown[], list: KeyedList): unknown[] {
        const isSame = (one: unknown) => (other: unknown) => keyOf(one, list) === keyOf(other, list);
        const changed = base.map((item) => {
            const other = over.findLast(isSame(item));
            return list.merged ? this.at("", item, other) : (other ?? item);
        });
        return [...changed, ...over.filter((item) => !base.some(isSame(item)))];
    }

    private later(field: string, base: unknown, over: unknown): pulumi.Output<unknown> {
        return whenKnown(over, (known) => {
            this.check(replaced(this.whole, over, known) as PodTemplate);
            return this.at(field, base, known);
        });
    }
}

function withoutOtherWays(field: string, base: Plain, over: Plain): Plain {
    return called.includes(field) && waysToCall.some((way) => over[way] !== undefined)
        ? Object.fromEntries(Object.entries(base).filter(([key]) => !waysToCall.includes(key) || key in over))
        : base;
}

/**
 * The part of a process's pods that says where it runs: that of the cluster, and the user's tolerations, which the operator
 * would merge with the cluster's by position. Of labels and annotations that both give, the user's stay.
 */
export function processTemplate(
    placement: Placement,
    annotations: Readonly<Record<string, string>>,
    over: PodTemplate | undefined,
): PodTemplate {
    const given = (...path: string[]) => part(over, path);
    return {
        metadata: { annotations: without(annotations, given("metadata", "annotations")) },
        spec: {
            containers: [],
            nodeSelector: without(placement.nodeSelector, given("spec", "nodeSelector")),
            tolerations: joined(placement.tolerations, given("spec", "tolerations")),
        },
    };
}

type Labels = Readonly<Record<string, string>>;
type Tolerations = k8s.types.input.core.v1.Toleration[];

function without(labels: Labels, given: unknown): pulumi.Input<Record<string, string>> {
    return isLate(given)
        ? (whenKnown(given, (known) => without(labels, known)) as pulumi.Output<Record<string, string>>)
        : Object.fromEntries(Object.entries(labels).filter(([label]) => !isPlain(given) || given[label] === undefined));
}

function joined(tolerations: Placement["tolerations"], given: unknown): pulumi.Input<Tolerations> {
    if (isLate(given) || (Array.isArray(given) && given.some(isLate))) {
        return whenKnown(given, (known) => joined(tolerations, known)) as pulumi.Output<Tolerations>;
    }
    const own = tolerations.map((toleration) => ({ ...toleration }));
    const others = Array.isArray(given) ? (given as Tolerations) : [];
    return [...own, ...others.filter((other) => !own.some((toleration) => isDeepStrictEqual(toleration, other)))];
}

/** A part of a template; an output if something on the way to it is one. */
function part(value: unknown, [field, ...rest]: readonly string[]): unknown {
    if (field === undefined || value === undefined || value === null) {
        return value;
    }
    return isLate(value)
        ? whenKnown(value, (known) => part(known, [field, ...rest]))
        : part((value as Plain)[field], rest);
}

/** A value with one of its parts, found by its identity, replaced by another. */
function replaced(value: unknown, old: unknown, by: unknown): unknown {
    if (value === old) {
        return by;
    }
    if (Array.isArray(value)) {
        return value.map((item) => replaced(item, old, by));
    }
    return isPlain(value)
        ? Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, replaced(inner, old, by)]))
        : value;
}

/** A value computed from one that, with all that is in it, only becomes known later. */
function whenKnown(late: unknown, compute: (known: unknown) => unknown): pulumi.Output<unknown> {
    const whole = pulumi.output(late as pulumi.Input<object>) as pulumi.Output<unknown>;
    return whole.apply((known) => pulumi.output(compute(known) as pulumi.Input<object>) as pulumi.Output<unknown>);
}

function hasLateItem(value: unknown, { keys }: KeyedList): boolean {
    return (
        Array.isArray(value) &&
        value.some((item) => isLate(item) || (isPlain(item) && keys.some((key) => isLate(item[key]))))
    );
}

/** Whether something is there that another value can be laid on, or may be once it is known. */
function hasPlace(value: unknown): boolean {
    return isStructured(value) || isLate(value);
}

function isLate(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

function isStructured(value: unknown): boolean {
    return isPlain(value) || Array.isArray(value);
}

function isPlain(value: unknown): value is Plain {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
