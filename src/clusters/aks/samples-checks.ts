import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { AksSettings } from "./settings";
import { uploadCondition } from "./state-condition";
import { sampleStorageProblems } from "../shared/sample-data";
import { sampleProblems } from "../shared/samples";

/** Longest condition of a role assignment: https://learn.microsoft.com/azure/role-based-access-control/conditions-faq. */
const longestCondition = 4096;

/** Problems of samples: what no ConfigMap holds, and what no condition on a right can name. */
export function aksSampleProblems({ stateStore }: AksSettings): Problem[] {
    const at = "stateStore.samples";
    const { account, container, samples } = stateStore;
    const names = Object.keys(samples);
    const isQuoted = [account, container, ...names].some((name) => name.includes("'")); // which is refused by itself
    return [
        ...sampleProblems(at, samples),
        ...sampleStorageProblems(at, samples),
        ...unless(
            isQuoted || uploadCondition(stateStore, names).length <= longestCondition,
            at,
            `must have names that one condition of ${longestCondition} characters on their right can hold, got ${names.length} of them; put some into the store yourself`,
        ),
    ];
}
