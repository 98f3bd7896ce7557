import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../checks/findings";
import type { ClusterModule } from "../../contracts/cluster";
import type { PlatformHandle } from "../../contracts/platform";
import { changeWord } from "../../impact/change-word";
import { impactOf } from "../../impact/decision";
import type { Impact, JobVersion } from "../../impact/impact";
import { impactSentence, type InWords } from "../../impact/sentences";
import { templateCauses } from "../../impact/template-causes";
import { takesCallbacks } from "../../run/callbacks";
import { perRun } from "../../run/per-run";
import { jobVersion } from "./job-version";
import { needsTurn, type RestartTurn } from "./restart-turns";
import { stateLossProblem, type AcceptedStateLoss } from "./state-loss";

/** A job whose changes are told and judged. */
export interface ChangedJob {
    /** Component at which its line stands. */
    readonly component: pulumi.ComponentResource;
    readonly kind: "FlinkApplication" | "FlinkDeployment" | "FlinkSessionCluster" | "FlinkSessionJob";
    /** The component's name. */
    readonly name: string;
    readonly inWords: InWords;
    readonly operator: PlatformHandle["operator"];
    readonly showsImpact: boolean;
    readonly accepted: AcceptedStateLoss | undefined;
    /** Says nothing of how its state is carried, so that `stateless`, which the operator makes of that, is no leave to lose it. */
    readonly leavesUpgradeModeOut: boolean;
    /** Its turn to restart. @default none: it need not wait for others */
    readonly turn?: RestartTurn | undefined;
    /** Its spec as decisions look at it. @default the spec as it is, of a FlinkDeployment */
    readonly asDecided?: (spec: JobVersion["spec"]) => JobVersion["spec"];
}

/** State of the hook of one cluster. */
interface Watch {
    readonly hook: pulumi.ResourceHook;
    /** Jobs by kind, namespace and name, of which a cluster has each once. */
    readonly jobs: Map<string, ChangedJob>;
}

/** State of one run. */
interface RunWatches {
    readonly ofCluster: Map<ClusterModule, Watch>;
    /** Jobs whose state this run loses with leave. */
    readonly losing: Set<ChangedJob>;
}

const currentRun = perRun((): RunWatches => ({ ofCluster: new Map(), losing: new Set() }));

const keyOf = (isSessionJob: boolean, { namespace, name }: Pick<JobVersion, "namespace" | "name">) =>
    `${isSessionJob ? "session job " : ""}${namespace}/${name}`;

/**
 * The hook that says before every change of a FlinkDeployment or FlinkSessionJob what the operator will do, and ends the run
 * if that loses state without leave or fails. Undefined where there is no engine that knows hooks, as under mocks.
 */
export function impactHook(
    cluster: ClusterModule,
    id: Pick<JobVersion, "namespace" | "name">,
    job: ChangedJob,
): pulumi.ResourceHook | undefined {
    if (!takesCallbacks()) {
        return undefined;
    }
    const run = currentRun();
    const watch = run.ofCluster.get(cluster) ?? makeWatch(run);
    run.ofCluster.set(cluster, watch);
    watch.jobs.set(keyOf(job.kind === "FlinkSessionJob", id), job);
    return watch.hook;
}

function makeWatch(run: RunWatches): Watch {
    const jobs = new Map<string, ChangedJob>();
    const hook = new pulumi.ResourceHook(
        `flink-platform-impact-${run.ofCluster.size}`,
        async ({ oldInputs = {}, newInputs = {} }) => {
            const [before, after] = await Promise.all([jobVersion(oldInputs), jobVersion(newInputs)]);
            const job = jobs.get(keyOf(newInputs["kind"] === "FlinkSessionJob", after));
            if (job !== undefined && typeof before.spec === "object" && typeof after.spec === "object") {
                await judge(run, job, before, job.leavesUpgradeModeOut ? withoutUpgradeMode(after) : after);
            }
        },
        { onDryRun: true },
    );
    return { hook, jobs };
}

function withoutUpgradeMode({ spec, ...version }: JobVersion): JobVersion {
    const { job: { upgradeMode: _, ...job } = {}, ...rest } = spec;
    return { ...version, spec: { ...rest, job } };
}

async function judge(run: RunWatches, job: ChangedJob, before: JobVersion, after: JobVersion): Promise<void> {
    const { asDecided = (spec) => spec } = job;
    const decided = (version: JobVersion) => ({ ...version, spec: asDecided(version.spec) });
    const impact = impactOf(decided(before), decided(after), job.operator);
    if (impact.verdict === "refuse") {
        throw new Error(line(job, impact.refusal ?? "", job.inWords(impact.causes[0]?.path ?? "")));
    }
    // An application and a session cluster lay their templates upon each other by themselves.
    const laysTemplates = job.kind === "FlinkApplication" || job.kind === "FlinkSessionCluster";
    const causes = laysTemplates ? templateCauses(impact.causes) : impact.causes;
    const sentence = impactSentence({ ...impact, causes }, job.inWords);
    const leave = impact.stateLoss === "undeclared" ? leaveOf(job, after, impact, sentence) : "";
    if (leave !== "") {
        run.losing.add(job);
    }
    if (pulumi.runtime.isDryRun() && job.showsImpact) {
        const text = line(job, sentence + leave);
        await (impact.stateLoss === "none" ? pulumi.log.info : pulumi.log.warn)(text, job.component);
    }
    if (!pulumi.runtime.isDryRun() && needsTurn(impact.verdict)) {
        await waitForTurn(job);
    }
}

/** @throws Error if a job that has changed before it is not in the state asked for. */
async function waitForTurn(job: ChangedJob): Promise<void> {
    const mayRestart = await job.turn?.take((most) => {
        const text = `waits for its turn: at most ${most} ${most === 1 ? "job restarts" : "jobs restart"} at once`;
        void pulumi.log.info(text, job.component, undefined, true);
    });
    if (mayRestart === false) {
        throw new Error(line(job, "nothing is changed, as another job is not in the state asked for after its change"));
    }
}

/**
 * What to say of a loss that has leave, or of one of which a preview cannot tell yet whether it has.
 *
 * @throws Error if it has none.
 */
function leaveOf({ accepted, ...job }: ChangedJob, after: JobVersion, impact: Impact, sentence: string): string {
    const word = changeWord(after, impact);
    if (word === undefined) {
        return "; pulumi up refuses it unless acceptStateLoss names its word, which it will print";
    }
    const problem = stateLossProblem(accepted, word, sentence);
    if (problem !== undefined) {
        throw new Error(line(job, problem.problem, problem.path));
    }
    return "; acceptStateLoss allows that";
}

function line({ kind, name }: Pick<ChangedJob, "kind" | "name">, text: string, path = ""): string {
    return formatFinding({ component: kind, name, path, problem: text });
}

/** Warns in a preview, once the job's resource is through it, of leave to lose state that nothing in it needs. */
export function warnIfUnneeded(job: ChangedJob, resource: pulumi.CustomResource): void {
    if (job.accepted === undefined || !takesCallbacks() || !pulumi.runtime.isDryRun()) {
        return;
    }
    const { losing } = currentRun();
    resource.urn.apply(async () => {
        if (!losing.has(job)) {
            const problem = "is not needed, as nothing in this preview loses the job's state; remove it";
            await pulumi.log.warn(line(job, problem, "acceptStateLoss"), job.component);
        }
    });
}
