import type { Problem } from "../../checks/findings";
import { notTogetherProblems, unless } from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import type { Content } from "./content";
import type { JobProgram } from "./job-program";
import type { JobSettings } from "./settings";
import { scriptContent, scriptPath } from "./sql-script";

/**
 * Flink runs scripts by itself from 2.0 on: https://issues.apache.org/jira/browse/FLINK-36702. A version that is none is
 * refused elsewhere.
 */
export function runsScripts(flinkVersion: string): boolean {
    return !(compareVersions(flinkVersion, "2.0") < 0);
}

/**
 * What runs a script. The operator's client wants a jar in native mode, whatever the class is, so it gets the one from which
 * Flink's driver loads what executes SQL. Source: `checkJarFileForApplicationMode` in
 * https://github.com/apache/flink/blob/release-1.20.1/flink-kubernetes/src/main/java/org/apache/flink/kubernetes/utils/KubernetesUtils.java and
 * https://github.com/apache/flink/blob/release-2.2.1/flink-table/flink-table-runtime/src/main/java/org/apache/flink/table/runtime/application/SqlDriver.java
 */
export function sqlProgram({ flinkVersion, flinkPatch, jar, entryClass, args = [] }: JobSettings): JobProgram {
    return runsScripts(flinkVersion)
        ? {
              jar: `local:///opt/flink/opt/flink-sql-gateway-${flinkPatch}.jar`,
              entryClass: "org.apache.flink.table.runtime.application.SqlDriver",
              args: ["--scriptUri", `file://${scriptPath}`],
          }
        : { jar, entryClass, args: [scriptPath, ...args] };
}

/** Contents of the ConfigMaps that a job needs for its script. */
export function scriptContents({ script }: Pick<JobSettings, "script">): Content[] {
    return script?.text === undefined ? [] : [scriptContent(script.text)];
}

/** Problems of a job's script, and of what goes with it. */
export function sqlProblems(settings: JobSettings): Problem[] {
    const { script, python } = settings;
    if (script === undefined) {
        return [];
    }
    return [...script.problems, ...(python === undefined ? companionProblems(settings) : [])];
}

/** Problems of the arguments that a script excludes, or needs. */
function companionProblems({ jar, entryClass, args, flinkVersion }: JobSettings): Problem[] {
    const needed =
        "is required with sql before Flink 2.0, which runs no script by itself: a jar whose first argument is the script's path";
    return runsScripts(flinkVersion)
        ? [
              ...notTogetherProblems("jar", jar, "sql"),
              ...notTogetherProblems("entryClass", entryClass, "sql"),
              ...notTogetherProblems("args", args, "sql"),
          ]
        : unless(jar !== undefined, "jar", needed);
}
