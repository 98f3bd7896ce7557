import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { isAwaited, textProblems } from "../../checks/values";
import { known } from "../../rules/inputs";
import { redeployProblems } from "../../rules/job";
import { checkedTexts, rejectLate } from "../deployment/late-texts";
import { lateJarProblems } from "./checks";
import type { ComponentName } from "./cluster-checks";
import { variablePath } from "./environment";
import { secretVariableProblems } from "./environment-checks";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import type { PlatformFacts } from "./platform-facts";
import type { ClusterSettings, JobSettings } from "./settings";
import { operatorVersion } from "./spec";

/**
 * Settings whose inputs from other resources are checked as soon as they are known: in a preview, unless what they come
 * from has yet to be made. The others have been checked.
 *
 * @param name the component's name, for findings.
 */
export function checkedWhenKnown(name: string, settings: JobSettings, facts: PlatformFacts): JobSettings {
    const { jar, initialSavepointPath, savepointRedeployNonce } = settings;
    const reject = rejectLate("FlinkApplication", name, inArguments);
    return {
        ...clusterCheckedWhenKnown({ component: "FlinkApplication", name }, settings, facts),
        args: argsWhenKnown(settings, reject),
        jar: checked(reject, jar, (value) => lateJarProblems(settings, value, facts)),
        initialSavepointPath: checked(reject, initialSavepointPath, (value) =>
            redeployProblems({ savepointRedeployNonce, initialSavepointPath: value }),
        ),
    };
}

/** The same of any cluster. */
export function clusterCheckedWhenKnown<Settings extends ClusterSettings>(
    { component, name }: ComponentName,
    settings: Settings,
    { cluster }: Pick<PlatformFacts, "cluster">,
): Settings {
    const { environment, flinkConfiguration, flinkVersion, image } = settings;
    const reject = rejectLate(component, name, inArguments);
    return {
        ...settings,
        environment: environmentWhenKnown(environment, reject),
        ...checkedTexts({ flinkConfiguration }, operatorVersion(flinkVersion), reject),
        image: checked(reject, image, (value) => imageArchitectureProblems("image", value, cluster.architectures)),
    };
}

/** A secret is refused even while its text is not known. */
export function environmentWhenKnown(environment: ClusterSettings["environment"], reject: Reject): typeof environment {
    return Object.fromEntries(
        Object.entries(environment).map(([name, value]) => {
            if (!isAwaited(value)) {
                return [name, value];
            }
            const text = pulumi.output(value as pulumi.Input<string>);
            const open = pulumi.output(pulumi.isSecret(text)).apply((isSecret) => {
                reject(isSecret ? secretVariableProblems(name) : []);
                return text;
            });
            return [name, open.apply((known) => checkedText(known, variablePath(name), reject))];
        }),
    );
}

function checkedText(text: string, path: string, reject: Reject): string {
    reject(textProblems(path, text));
    return text;
}

/** In standalone mode arguments come by the command, whole. */
function argsWhenKnown({ args, flinkVersion, mode }: JobSettings, reject: Reject): JobSettings["args"] {
    return mode === "standalone" || args === undefined
        ? args
        : checkedTexts({ args }, operatorVersion(flinkVersion), reject).args;
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
