import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { objectNameProblems } from "../../checks/names";
import { notTogetherProblems, shown, textProblems, unless, wholeNumberProblems } from "../../checks/values";
import type { OperatorHandle } from "../../contracts/platform";
import { kindProblems } from "../../rules/context";
import { isSet } from "../../rules/inputs";
import { checkFlinkStateSnapshot as rulesOf, flinkStateSnapshotWarnings } from "../../rules/state-snapshot";
import { namespaceProblems } from "../application/cluster-checks";
import {
    labelProblems,
    labelTextProblems,
    readinessProblems,
    ruleContext,
    type RuleOperator,
} from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import type { FlinkStateSnapshotArgs, FlinkStateSnapshotSpecArgs, StateSnapshotFields } from "./args";
import { knownSnapshotArgs, knownSnapshotSpecArgs } from "./known-arguments";
import { settingsOfSpec, snapshotSettings, type SnapshotJob, type SnapshotSettings } from "./settings";

/** Facts about the operator that the checks need. */
type SnapshotOperator = RuleOperator & Pick<OperatorHandle, "watchNamespaces" | "resourceLabels">;

const component = "FlinkStateSnapshot";

/** Everything that is wrong with a snapshot's arguments, in their words. */
export function checkFlinkStateSnapshot(
    name: string,
    args: StateSnapshotFields,
    job: SnapshotJob | undefined,
    operator: SnapshotOperator,
): Checked<SnapshotSettings> {
    const readable = readableArguments<Partial<FlinkStateSnapshotArgs>>(args, knownSnapshotArgs) as StateSnapshotFields;
    const settings = snapshotSettings(name, readable, job);
    const own = [
        ...argumentProblems(args, knownSnapshotArgs),
        ...nameProblems(args.snapshotName === undefined ? "name" : "snapshotName", settings.name),
        ...jobProblems(readable, job),
        // That of a job that is refused for its own is nothing to speak of.
        ...(isSet(args.namespace) || settings.namespace !== "" ? namespaceProblems(settings, operator) : []),
        ...checkpointProblems(readable),
        ...wholeNumberProblems("backoffLimit", settings.spec.backoffLimit, 1),
        ...commonProblems(settings, operator).map(inArguments),
    ];
    // A session job's folder of savepoints is its cluster's by design.
    return judged(name, settings, { own, operator, job, inWords: inArguments, knowsFolders: job !== undefined });
}

/** Everything that is wrong with a snapshot that is given by its spec. */
export function checkSnapshotSpec(
    name: string,
    args: Omit<FlinkStateSnapshotSpecArgs, "platform" | "job">,
    job: SnapshotJob | undefined,
    operator: SnapshotOperator,
): Checked<SnapshotSettings> {
    const settings = settingsOfSpec(name, args);
    const own = [
        ...argumentProblems(args, knownSnapshotSpecArgs),
        ...nameProblems("metadata.name", settings.name),
        ...namespaceProblems(settings, operator).map(({ path, problem }) => ({ path: `metadata.${path}`, problem })),
        ...commonProblems(settings, operator),
    ];
    return judged(name, settings, { own, operator, job, inWords: (problem) => problem, knowsFolders: false });
}

function nameProblems(path: string, name: string): Problem[] {
    return typeof name === "string" ? objectNameProblems(path, name) : textProblems(path, name);
}

/** A job is given in one way, and with its namespace where it is not declared. */
function jobProblems({ jobReference, namespace }: StateSnapshotFields, job: SnapshotJob | undefined): Problem[] {
    if (job === undefined) {
        return isSet(jobReference)
            ? unless(isSet(namespace), "namespace", "is required: that of the job, which something else makes")
            : [{ path: "job", problem: "is required: the job, or jobReference for one that something else makes" }];
    }
    return [
        ...notTogetherProblems("jobReference", jobReference, "job"),
        ...unless(
            namespace === undefined || namespace === job.namespace,
            "namespace",
            `must be that of the job, "${job.namespace}", got ${shown(namespace)}; remove it`,
        ),
    ];
}

function checkpointProblems({ type, ...args }: StateSnapshotFields): Problem[] {
    const ofSavepoints = ["path", "savepointFormat", "disposeOnDelete"] as const;
    return type === "checkpoint"
        ? ofSavepoints.flatMap((path) => notTogetherProblems(path, args[path], `type "checkpoint"`))
        : [];
}

/** Problems of what every resource has. */
function commonProblems(settings: SnapshotSettings, operator: SnapshotOperator): Problem[] {
    return [
        ...labelTextProblems(settings),
        ...labelProblems(settings, operator.resourceLabels),
        ...readinessProblems(settings.readiness),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations),
    ];
}

interface Judged {
    readonly own: readonly Problem[];
    readonly operator: SnapshotOperator;
    readonly job: SnapshotJob | undefined;
    readonly inWords: (problem: Problem) => Problem;
    /** It is known that the job has no folder of savepoints of its own. */
    readonly knowsFolders: boolean;
}

/** The verdict of the definition and of the operator's rules, beside what is wrong with the arguments themselves. */
function judged(
    name: string,
    settings: SnapshotSettings,
    { own, operator, job, inWords, knowsFolders }: Judged,
): Checked<SnapshotSettings> {
    const context = {
        ...ruleContext(operator, settings.namespace),
        ...(job?.deployment && { deployment: job.deployment }),
    };
    const tooOld = kindProblems(context, "1.10.0");
    if (tooOld.length > 0) {
        return { findings: findingsOf(component, name, [...own, ...tooOld]), hints: [], settings };
    }
    const { problems, readable } = judgeByDefinition(settings.spec, operator, component);
    const found = new Set(own.map(({ path }) => path));
    const isNew = ({ path }: Problem) => !found.has(path) && !(path === "jobReference" && found.has("job"));
    const ofSpec = joined(problems, rulesOf(readable, context)).map(inWords).filter(isNew);
    const warnings = flinkStateSnapshotWarnings(readable).map(inWords);
    return {
        findings: findingsOf(component, name, [...own, ...ofSpec]),
        hints: findingsOf(
            component,
            name,
            warnings.filter(({ path }) => !(knowsFolders && path === "path")),
        ),
        settings,
    };
}

/** Arguments of a snapshot by the path of the FlinkStateSnapshot that they become, where the two names differ. */
const argumentPaths: Readonly<Record<string, string>> = {
    "spec.savepoint.formatType": "savepointFormat",
    "spec.checkpoint": "type",
    "metadata.name": "snapshotName",
};

/** A finding about the FlinkStateSnapshot, in the words of the arguments. */
function inArguments({ path, problem }: Problem): Problem {
    return { path: argumentPaths[path] ?? path.replace(/^spec\.(savepoint\.)?|^metadata\./, ""), problem };
}
