import type { FlinkVersion } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import type { EffectiveConfiguration, SetOption } from "./effective-configuration";
import { flinkReaches, minorOf } from "./flink-version";

const ofAll = "env.java.opts.all";
const defaultsOfAll = "env.java.default-opts.all";
const ofEach = `use "env.java.opts.jobmanager" and "env.java.opts.taskmanager"`;

/**
 * Java options that the operator brings for Java 17 and that a spec replaces, or that it overrides in turn. From Flink 1.19
 * on they are options of their own, which `env.java.opts.all` adds to (FLINK-33221). Warnings.
 */
export function javaOptionWarnings(
    configuration: EffectiveConfiguration,
    flinkVersion: FlinkVersion | undefined,
    image: string | undefined,
): Problem[] {
    if (flinkVersion !== undefined && !flinkReaches(flinkVersion, "1.19")) {
        // Images before 1.18 have Java 11 unless their tags say otherwise.
        return minorOf(flinkVersion) === "1.18" && !hasOlderJava(image) ? of118(configuration) : [];
    }
    return replacedProblems(configuration.get(defaultsOfAll), `use "${ofAll}"`);
}

function of118(configuration: EffectiveConfiguration): Problem[] {
    const all = configuration.get(ofAll);
    const old = configuration.get("env.java.opts");
    return [
        ...replacedProblems(all, `${ofEach}, or add those`),
        ...(all === undefined || all === old || !isOfSpec(old)
            ? []
            : [{ path: old.path, problem: `has no effect, for "${ofAll}" is set; ${ofEach}` }]),
    ];
}

function replacedProblems(option: SetOption | undefined, remedy: string): Problem[] {
    return !isOfSpec(option) || option.text === undefined
        ? []
        : unless(
              option.text.includes("--add-opens"),
              option.path,
              `must keep the options that Flink needs on Java 17, which it replaces; ${remedy}`,
          );
}

function isOfSpec(option: SetOption | undefined): option is SetOption {
    return option?.path.startsWith("spec.") === true;
}

/** Whether an image's tag says that it has Java 8 or 11, as in `flink:1.18.1-scala_2.12-java11`. */
function hasOlderJava(image: string | undefined): boolean {
    return /:[^/]*java(8|11)(?!\d)/.test(image ?? "");
}
