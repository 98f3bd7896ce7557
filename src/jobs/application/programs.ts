import type { JobProgram } from "./job-program";
import { pythonProgram } from "./python";
import type { JobSettings } from "./settings";
import { sqlProgram } from "./sql";

/** Program of an application: the user's jar, or the runner of its SQL or Python. */
export function jobProgram(settings: JobSettings): JobProgram {
    const { jar, entryClass, args, python, script } = settings;
    if (script !== undefined) {
        return sqlProgram(settings);
    }
    return python === undefined ? { jar, entryClass, args } : pythonProgram(python, settings);
}
