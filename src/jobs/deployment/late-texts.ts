import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { isAwaited } from "../../checks/values";
import type { FlinkDeploymentSpec, FlinkVersion } from "../../flink/types/deployment";
import { cutArgumentProblems, cutOptionProblems, readsLines } from "../../rules/configuration-file";

/** Arguments of a job and options of a cluster. */
interface Texts {
    readonly args?: readonly pulumi.Input<string>[];
    readonly flinkConfiguration?: FlinkDeploymentSpec["flinkConfiguration"];
}

/**
 * The same texts, of which those that are not known yet are checked as soon as they are: a password from another resource
 * is where a "#" is most likely, and where nobody would look for it.
 *
 * @param flinkVersion Flink version that reads them.
 * @param reject ends the program with a problem.
 */
export function checkedTexts<Of extends Texts>(
    texts: Of,
    flinkVersion: FlinkVersion | undefined,
    reject: (problems: readonly Problem[]) => void,
): Of {
    if (!readsLines(flinkVersion)) {
        return texts;
    }
    const checked = <Value>(value: Value, problemsOf: (text: unknown) => Problem[]): Value =>
        isAwaited(value)
            ? (pulumi.output(value).apply((known: unknown) => {
                  reject(problemsOf(known));
                  return known;
              }) as Value)
            : value;
    const args = texts.args?.map((value, index) => checked(value, (text) => cutArgumentProblems(index, text)));
    const options = Object.entries(texts.flinkConfiguration ?? {}).map(
        ([key, value]) => [key, checked(value, (text) => cutOptionProblems(key, text))] as const,
    );
    return {
        ...texts,
        ...(args && { args }),
        ...(texts.flinkConfiguration && { flinkConfiguration: Object.fromEntries(options) }),
    };
}

/** Ends the program with problems of a component, in its own words. */
export function rejectLate(component: string, name: string, inWords = (problem: Problem) => problem) {
    return (problems: readonly Problem[]) => rejectFindings(findingsOf(component, name, problems.map(inWords)));
}
