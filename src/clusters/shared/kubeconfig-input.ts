import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { load, YAMLException } from "js-yaml"; // the parser that Pulumi itself loads
import type { Problem } from "../../checks/findings";
import { inlined, selected, type Fields } from "./kubeconfig-document";

/**
 * A kubeconfig cut down to one context, as JSON.
 *
 * @param given content, or the path of a file. Clusters of some packages give the document itself, which is taken too.
 * @throws pulumi.RunError, in the output where the kubeconfig is an output, without any of the content.
 */
export function existingKubeconfig(
    title: string,
    given: pulumi.Input<string>,
    context: string | undefined,
): pulumi.Output<string> {
    const mayShow = isKnown(given);
    return pulumi.secret(given).apply((text: unknown) => {
        const { problem, document } = read(text, context, mayShow);
        if (problem !== undefined) {
            throw new pulumi.RunError(`${title}: kubeconfig ${problem}`);
        }
        return JSON.stringify(document);
    });
}

/** Problems of a kubeconfig that is known already; none of one that another resource or stack gives. */
export function plainKubeconfigProblems(given: unknown, context: string | undefined): Problem[] {
    const problem = isKnown(given) ? read(given, context, true).problem : undefined;
    return problem === undefined ? [] : [{ path: "kubeconfig", problem }];
}

const isKnown = (given: unknown) => !pulumi.Output.isInstance(given) && !(given instanceof Promise);

/** @param mayShow whether a path may stand in the problem: one that another resource gives may be a secret in disguise. */
function read(text: unknown, context: string | undefined, mayShow: boolean): { document?: object; problem?: string } {
    try {
        return { document: selected(documentOf(text, mayShow), context) };
    } catch (error) {
        if (error instanceof YAMLException) {
            // Its message shows the lines around the place.
            const place = `line ${error.mark.line + 1} cannot be read`;
            return { problem: `must be YAML or JSON, or the path of a file with it: ${place}` };
        }
        return { problem: error instanceof Error ? error.message : String(error) };
    }
}

/** @throws Error that says what is wrong, YAMLException where it is not YAML. */
function documentOf(given: unknown, mayShow: boolean): Fields {
    if (typeof given === "object" && given !== null) {
        return inlined(given, undefined);
    }
    if (typeof given !== "string" || given.trim() === "") {
        throw new Error(
            `must be a kubeconfig or the path of a file with one, got ${given === "" ? '""' : typeof given}`,
        );
    }
    // "{…}" and text of several lines yes; "~/.kube/config" no
    if (/[\n{]/.test(given.trim())) {
        return inlined(load(given), undefined);
    }
    const file = path.resolve(pulumi.getRootDirectory(), given.trim().replace(/^~(?=\/)/, os.homedir()));
    return inlined(load(contentOf(file, mayShow)), path.dirname(file));
}

function contentOf(file: string, mayShow: boolean): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        // Content that was damaged on its way, such as in Base64, looks like a path, and is longer than any.
        const shown = mayShow && file.length <= 255 ? `"${file}"` : `text of ${file.length} characters`;
        throw new Error(`must be a kubeconfig or the path of a file that can be read, got ${shown}`);
    }
}
