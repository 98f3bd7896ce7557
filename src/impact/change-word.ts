import { scryptSync } from "node:crypto";
import { canonical } from "./field-change";
import type { Impact, JobVersion } from "./impact";

/**
 * The word for one change of one job, such as `5f0c-2a91`: another for another job, field or value. It may be shown: a value
 * that is secret cannot be guessed from it, as each guess costs some milliseconds.
 *
 * @returns undefined while a value of the change is not known.
 */
export function changeWord({ namespace, name }: JobVersion, { causes }: Impact): string | undefined {
    const values = canonical(Object.fromEntries(causes.map(({ path, before, after }) => [path, [before, after]])));
    if (values === undefined) {
        return undefined;
    }
    const hash = scryptSync(values, `${namespace}/${name}`, 4, { N: 4096 }).toString("hex");
    return `${hash.slice(0, 4)}-${hash.slice(4)}`;
}
