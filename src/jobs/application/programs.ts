import type { JobProgram } from "./job-program";
import { pythonProgram } from "./python";
import type { JobSettings } from "./settings";
import { sqlProgram } from "./sql";

/** What an application runs: the user's jar, or what runs its SQL or Python. */
export function jobProgram(settings: JobSettings): JobProgram {
    const { jar, entryClass, args, python, script } = settings;
    if (script !== undefined) {
        return sqlProgram(settings);
    }
    return python === undefined ? { jar, entryClass, args } : pythonProgram(python, settings);
}
