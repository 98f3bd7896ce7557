import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { known } from "../../rules/inputs";
import { redeployProblems } from "../../rules/job";
import { jarProblems, type PlatformFacts } from "./checks";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import type { JobSettings } from "./settings";

/**
 * Settings whose inputs from other resources are checked as soon as they are known: in a preview, unless what they come
 * from has yet to be made. The others have been checked.
 *
 * @param name the component's name, for findings.
 */
export function checkedWhenKnown(name: string, settings: JobSettings, facts: PlatformFacts): JobSettings {
    const { jar, image, initialSavepointPath, savepointRedeployNonce } = settings;
    return {
        ...settings,
        jar: checked(name, jar, (value) => jarProblems({ ...settings, jar: value }, facts)),
        image: checked(name, image, (value) => imageArchitectureProblems("image", value, facts.cluster.architectures)),
        initialSavepointPath: checked(name, initialSavepointPath, (value) =>
            redeployProblems({ savepointRedeployNonce, initialSavepointPath: value }),
        ),
    };
}

function checked<Value extends pulumi.Input<string> | undefined>(
    name: string,
    input: Value,
    problemsOf: (value: string) => Problem[],
): Value | pulumi.Output<string> {
    if (input === undefined || known<string>(input) !== undefined) {
        return input;
    }
    return pulumi.output<string>(input).apply((value) => {
        rejectFindings(findingsOf("FlinkApplication", name, problemsOf(value).map(inArguments)));
        return value;
    });
}
