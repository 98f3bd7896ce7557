import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../checks/findings";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { EffectiveConfiguration } from "./effective-configuration";
import { known } from "./inputs";
import {
    areNamed,
    isFields,
    mergeByNameKey,
    mergesByName,
    nameOf,
    processLayers,
    type ProcessLayers,
} from "./template-layers";

/** A place in both layers, and how the operator merges lists there. */
interface Meeting {
    readonly basePath: string;
    readonly base: unknown;
    readonly overPath: string;
    readonly over: unknown;
    readonly byName: boolean;
}

/**
 * Lists of two layers of templates meet item by item, at any depth: by position, or by name where the operator is told so
 * and every item of both has one. An item that meets another one becomes a mixture of the two, and of plain texts the
 * deployment's own stays. Warnings. Source: `mergeArray` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/FlinkUtils.java
 */
export function mergedListWarnings(spec: FlinkDeploymentSpec, configuration: EffectiveConfiguration): Problem[] {
    const byName = mergesByName(configuration);
    return byName === undefined ? [] : processLayers(spec).flatMap((layers) => warningsOf(layers, byName));
}

function warningsOf({ common, own }: ProcessLayers, byName: boolean): Problem[] {
    return meet({ basePath: common.path, base: common.template, overPath: own.path, over: own.template, byName });
}

function meet(meeting: Meeting): Problem[] {
    const [base, over] = [known<unknown>(meeting.base), known<unknown>(meeting.over)];
    if (Array.isArray(base) && Array.isArray(over)) {
        const lists = { ...meeting, base: base as unknown[], over: over as unknown[] };
        return meeting.byName && areNamed(base) && areNamed(over) ? meetByName(lists) : meetByPosition(lists);
    }
    if (!isFields(base) || !isFields(over)) {
        return [];
    }
    return Object.keys(over).flatMap((field) =>
        meet({
            ...meeting,
            basePath: `${meeting.basePath}.${field}`,
            base: base[field],
            overPath: `${meeting.overPath}.${field}`,
            over: over[field],
        }),
    );
}

interface Lists extends Meeting {
    readonly base: readonly unknown[];
    readonly over: readonly unknown[];
}

function meetByPosition(lists: Lists): Problem[] {
    const pairs = lists.over.slice(0, lists.base.length).map((_, index) => pairOf(lists, index, index));
    const clash = pairs.find(({ base, over }) => isAnother(base, over));
    if (clash === undefined) {
        return pairs.flatMap(meet);
    }
    const isNamed = areNamed(lists.base) && areNamed(lists.over);
    const [difference, remedy] =
        isNamed && !lists.byName
            ? ["has another name", `set "${mergeByNameKey}" to "true"`]
            : ["is another one", "write all of them into each template, in one order"];
    return [
        {
            path: clash.overPath,
            problem: `is merged into ${clash.basePath}, which ${difference}, for lists are merged by position; ${remedy}`,
        },
    ];
}

/** Items of one name become one, also within a list: of a volume with two mounts, the first is lost. */
function meetByName(lists: Lists): Problem[] {
    const lost = [
        { path: lists.basePath, items: lists.base },
        { path: lists.overPath, items: lists.over },
    ].flatMap(({ path, items }) => {
        const names = items.map(nameOf);
        const repeat = names.findIndex((name, index) => name !== undefined && names.indexOf(name) < index);
        return repeat < 0 ? [] : [`${path}[${repeat}]`];
    });
    const pairs = lists.over.flatMap((item, index) => {
        const met = lists.base.findIndex((other) => nameOf(other) !== undefined && nameOf(other) === nameOf(item));
        return met < 0 ? [] : [pairOf(lists, met, index)];
    });
    return [
        ...lost.map((path) => ({
            path,
            problem: `is the only one of its name that stays, for lists are merged by name; give each volume one mount, or "${mergeByNameKey}": "false"`,
        })),
        ...pairs.flatMap(meet),
    ];
}

function pairOf(lists: Lists, inBase: number, inOver: number): Meeting {
    return {
        basePath: `${lists.basePath}[${inBase}]`,
        base: lists.base[inBase],
        overPath: `${lists.overPath}[${inOver}]`,
        over: lists.over[inOver],
        byName: lists.byName,
    };
}

/** Two items that certainly are not meant to be one: named ones by their names, others if they differ at all. */
function isAnother(base: unknown, over: unknown): boolean {
    if (known(base) === undefined || known(over) === undefined) {
        return false;
    }
    const names = [nameOf(base), nameOf(over)];
    const bothNamed = areNamed([base]) && areNamed([over]);
    return bothNamed
        ? names[0] !== undefined && names[1] !== undefined && names[0] !== names[1]
        : !isDeepStrictEqual(base, over);
}
