import type { Problem } from "../../checks/findings";
import { notTogetherProblems, shown, unless } from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import type { JobProgram } from "./job-program";
import type { JobSettings } from "./settings";
import type { PythonArgs } from "./source-args";

/**
 * What runs Python: Flink's driver, from a jar that it looks up by itself. The one that the spec names is what the
 * operator's own example names. Options come before the job's arguments, and `--` keeps Flink from taking those for its own.
 * Sources: https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/examples/flink-python-example and
 * `configurePythonExecution` in
 * https://github.com/apache/flink/blob/release-2.2.1/flink-clients/src/main/java/org/apache/flink/client/cli/ProgramOptionsUtils.java
 */
export function pythonProgram(python: PythonArgs, { flinkVersion, flinkPatch, args = [] }: JobSettings): JobProgram {
    return {
        jar: `local:///opt/flink/opt/${pythonJar(flinkVersion, flinkPatch)}`,
        entryClass: "org.apache.flink.client.python.PythonDriver",
        args: [...pythonOptions(python), ...(args.length === 0 ? [] : ["--", ...args])],
    };
}

/** Before 1.16 the jar is called by Scala's version too, which in the official images is 2.12. */
function pythonJar(flinkVersion: string, flinkPatch: string): string {
    return `flink-python${compareVersions(flinkVersion, "1.16") < 0 ? "_2.12" : ""}-${flinkPatch}.jar`;
}

/** Options of the driver: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/cli/#submitting-pyflink-jobs. */
function pythonOptions({ file, module, files, requirements, archives, interpreter }: PythonArgs): string[] {
    const options = {
        "-pyclientexec": interpreter,
        "-pyexec": interpreter,
        "-pyfs": files?.join(","),
        "-pyreq": requirements,
        "-pyarch": archives?.join(","),
        "-pym": module,
        "-py": file,
    };
    return Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [option, value]));
}

// "shop.orders" yes; "shop/orders", "orders.py" and "" no
const moduleName = /^(?!.*\.py$)[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** Problems of a job in Python, and of what goes with it. */
export function pythonProblems({ python, script, jar, entryClass }: JobSettings): Problem[] {
    if (python === undefined) {
        return [];
    }
    const { file, module, requirements, interpreter } = python;
    return [
        ...unless(file !== undefined || module !== undefined, "python", "must have file or module, got neither"),
        ...(file === undefined ? [] : notTogetherProblems("python.module", module, "python.file")),
        // Flink's driver takes no other: `PythonDriverOptionsParserFactory`.
        ...unless(
            file === undefined || (typeof file === "string" && /^\/.*\.py$/.test(file)),
            "python.file",
            `must be a path in the image that ends in .py, such as /opt/flink/usrlib/orders.py, got ${shown(file)}`,
        ),
        ...unless(
            module === undefined || (typeof module === "string" && moduleName.test(module)),
            "python.module",
            `must be the name of a module, such as shop.orders, got ${shown(module)}`,
        ),
        ...listProblems("files", python),
        ...listProblems("archives", python),
        ...placeProblems("python.requirements", requirements),
        ...placeProblems("python.interpreter", interpreter),
        ...notTogetherProblems("sql", script, "python"),
        ...notTogetherProblems("jar", jar, "python"),
        ...notTogetherProblems("entryClass", entryClass, "python"),
    ];
}

function listProblems(list: "files" | "archives", python: PythonArgs): Problem[] {
    return (python[list] ?? []).flatMap((place, index) => [
        ...placeProblems(`python.${list}[${index}]`, place),
        ...unless(
            typeof place !== "string" || !place.includes(","),
            `python.${list}[${index}]`,
            `must not hold ",", which stands between two, got ${shown(place)}`,
        ),
    ]);
}

function placeProblems(path: string, place: unknown): Problem[] {
    return unless(
        place === undefined || (typeof place === "string" && place.trim() !== ""),
        path,
        `must be a path or a URI, got ${shown(place)}`,
    );
}
