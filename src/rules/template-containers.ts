import type { Problem } from "../checks/findings";
import { shown, unless } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { isSet } from "./inputs";
import {
    areAwaited,
    areNamed,
    containersOf,
    mainContainer,
    mergesByName,
    nameOf,
    processLayers,
    type ContainerPlace,
    type ProcessLayers,
} from "./template-layers";

/** Every container but Flink's own has an image once the layers are merged: Kubernetes refuses a pod without. A lint. */
export function containerImageProblems(
    spec: FlinkDeploymentSpec,
    configuration: EffectiveConfiguration,
    { platform }: RuleContext,
): Problem[] {
    const byName = platform?.mergesTemplates ?? mergesByName(configuration) ?? false;
    const found = processLayers(spec).flatMap((layers) => [
        ...imageless(layers, "containers", byName)
            .filter(({ name }) => name !== mainContainer)
            .flatMap(({ path, name }) =>
                unless(
                    false,
                    path,
                    `must have an image; Flink's own container is "${mainContainer}", got ${shown(name)}`,
                ),
            ),
        ...imageless(layers, "initContainers", byName).flatMap(({ path, name }) =>
            unless(false, path, `must have an image, got ${shown(name)}`),
        ),
    ]);
    // A container of the common template is part of both processes.
    return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

interface Imageless {
    readonly path: string;
    readonly name: string;
}

/** Containers that have a name and in no layer an image. One that is not known yet may be any of the other layer's. */
function imageless(
    { common, own }: ProcessLayers,
    list: "containers" | "initContainers",
    byName: boolean,
): Imageless[] {
    const [base, over] = [
        areAwaited(own, list) ? [] : containersOf(common, list),
        areAwaited(common, list) ? [] : containersOf(own, list),
    ];
    const isByName = byName && [base, over].every((places) => areNamed(places.map(({ container }) => container)));
    const pairs = isByName ? pairsByName(base, over) : pairsByPosition(base, over);
    return pairs.flatMap((pair) => {
        const last = pair.at(-1);
        const name = pair.map(({ container }) => nameOf(container)).findLast(isSet);
        const hasImage = pair.some(({ container }) => isSet(container["image"]) && container["image"] !== "");
        return last === undefined || name === undefined || hasImage ? [] : [{ path: last.path, name }];
    });
}

function pairsByPosition(base: readonly ContainerPlace[], over: readonly ContainerPlace[]): ContainerPlace[][] {
    const longer = base.length > over.length ? base : over;
    return longer.map((_, index) => [base[index], over[index]].filter(isSet));
}

function pairsByName(base: readonly ContainerPlace[], over: readonly ContainerPlace[]): ContainerPlace[][] {
    const isSame = (one: ContainerPlace) => (other: ContainerPlace) =>
        nameOf(one.container) === nameOf(other.container);
    return [
        ...base.map((place) => [place, ...over.filter(isSame(place))]),
        ...over.filter((place) => !base.some(isSame(place))).map((place) => [place]),
    ];
}
