import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { known } from "../../rules/inputs";
import { redeployProblems } from "../../rules/job";
import { checkedTexts, rejectLate } from "../deployment/late-texts";
import { jarProblems, type PlatformFacts } from "./checks";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import type { JobSettings } from "./settings";
import { operatorVersion } from "./spec";

/**
 * Settings whose inputs from other resources are checked as soon as they are known: in a preview, unless what they come
 * from has yet to be made. The others have been checked.
 *
 * @param name the component's name, for findings.
 */
export function checkedWhenKnown(name: string, settings: JobSettings, facts: PlatformFacts): JobSettings {
    const { jar, image, initialSavepointPath, savepointRedeployNonce } = settings;
    const reject = rejectLate("FlinkApplication", name, inArguments);
    return {
        ...settings,
        ...textsWhenKnown(settings, reject),
        jar: checked(reject, jar, (value) => jarProblems({ ...settings, jar: value }, facts)),
        image: checked(reject, image, (value) =>
            imageArchitectureProblems("image", value, facts.cluster.architectures),
        ),
        initialSavepointPath: checked(reject, initialSavepointPath, (value) =>
            redeployProblems({ savepointRedeployNonce, initialSavepointPath: value }),
        ),
    };
}

/** In standalone mode arguments come by the command, whole. */
function textsWhenKnown(
    { args, flinkConfiguration, flinkVersion, mode }: JobSettings,
    reject: Reject,
): Pick<JobSettings, "args" | "flinkConfiguration"> {
    const inFile = { flinkConfiguration, ...(mode === "standalone" || args === undefined ? {} : { args }) };
    return { args, ...checkedTexts(inFile, operatorVersion(flinkVersion), reject) };
}

/** Ends the program with problems, if there are any. */
type Reject = (problems: readonly Problem[]) => void;

function checked<Value extends pulumi.Input<string> | undefined>(
    reject: Reject,
    input: Value,
    problemsOf: (value: string) => Problem[],
): Value | pulumi.Output<string> {
    if (input === undefined || known<string>(input) !== undefined) {
        return input;
    }
    return pulumi.output<string>(input).apply((value) => {
        reject(problemsOf(value));
        return value;
    });
}
