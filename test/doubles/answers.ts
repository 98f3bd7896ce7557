import { CheckFailure, CheckResponse, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Failure } from "./check";
import { pathText, type Change, type Difference } from "./difference";
import type { Inputs } from "./rules";
import { toWire } from "./wire";

/** Inputs as they were given, and what is wrong with them. */
export function checkAnswer(inputs: Inputs, failures: readonly Failure[]): CheckResponse {
    return new CheckResponse()
        .setInputs(toWire(inputs))
        .setFailuresList(
            failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
const kinds: Readonly<Record<Change["kind"], readonly [PropertyDiff.Kind, PropertyDiff.Kind]>> = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
};

/** What changes, each path with whether it is why the resource is replaced. */
export function diffAnswer({ changes, deleteBeforeReplace }: Difference): DiffResponse {
    const properties = (some: typeof changes) => [...new Set(some.map(({ path }) => String(path[0])))];
    const answer = new DiffResponse()
        .setChanges(changes.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
        .setDiffsList(properties(changes))
        .setReplacesList(properties(changes.filter(({ replaces }) => replaces)))
        .setDeletebeforereplace(deleteBeforeReplace)
        .setHasdetaileddiff(true);
    for (const { path, kind, replaces } of changes) {
        const [inPlace, replacing] = kinds[kind];
        const detail = new PropertyDiff().setInputdiff(true).setKind(replaces ? replacing : inPlace);
        answer.getDetaileddiffMap().set(pathText(path), detail);
    }
    return answer;
}
