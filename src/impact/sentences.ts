import type { FieldChange } from "./field-change";
import { notKnown } from "./field-change";
import type { Impact, StateSource, Verdict } from "./impact";

/** A field's name in the user's own words, by its path in the spec and, where there is one, its change. */
export type InWords = (path: string, change?: FieldChange) => string;

/** The line about a change, without a full stop: what happens to the job, by which fields, and what differs if it does not run. */
export function impactSentence(impact: Impact, inWords: InWords = (path) => path): string {
    const named = namesOf(impact.causes, inWords);
    const words = {
        list: listOf(named),
        fields: `${listOf(named)} ${named.length > 1 ? "change" : "changes"}`,
        inWords,
    };
    return [sentences[impact.verdict](impact, words), ...asides(impact, inWords)].join("; ");
}

/** Fields of a sentence. */
interface Words {
    /** `image and parallelism` */
    readonly list: string;
    /** `image and parallelism change` */
    readonly fields: string;
    readonly inWords: InWords;
}

const sentences: Readonly<Record<Verdict, (impact: Impact, words: Words) => string>> = {
    nothing: ({ causes }, { fields }) =>
        causes.length === 0 ? "nothing happens to the job" : `nothing happens to the job, as only ${fields}`,
    operatorOnly: ({ otherwise, stateLoss }, { list }) => {
        if (otherwise === "whenResumed") {
            return `the job stays suspended; ${list} will count when it is resumed${laterLossOf(stateLoss, "then")}`;
        }
        return `the job is left as it is; only the operator takes note of ${list}${laterLossOf(stateLoss, "from its next restart on")}`;
    },
    scale: (_, { fields }) => `the job is scaled in place, without a restart, because ${fields}`,
    restartFromCheckpoint: ({ isSessionCluster }, { fields }) =>
        isSessionCluster
            ? `the session cluster restarts, and its jobs go on from their last checkpoints, because ${fields}`
            : `the job restarts from its last checkpoint, because ${fields}`,
    restartFromSavepoint: (_, { fields }) => `the job takes a savepoint and restarts from it, because ${fields}`,
    suspend: ({ state }) => suspensions[state],
    resume: ({ state }) => `the job resumes from the ${state} that it was suspended with`,
    redeploy: (_, { fields, inWords }) =>
        `the job gives up its present state and starts from ${inWords("spec.job.initialSavepointPath")}, because ${fields}`,
    restartWithoutState: (impact, { fields, inWords }) => {
        if (impact.isSessionCluster) {
            return `the session cluster restarts and its jobs are lost, because ${fields} and no high availability knows of them`;
        }
        return impact.stateLoss === "none"
            ? `the job starts empty, because ${inWords("spec.job.upgradeMode")} was stateless while it was suspended`
            : `the job starts empty and its state is lost, because ${fields}${modeIn(impact, inWords)}`;
    },
    replace: ({ state }, { fields, inWords }) =>
        `the job is deleted and made anew, because ${fields}; its high-availability metadata and history are lost, its ` +
        `checkpoints and savepoints stay in the store, and the new one starts ` +
        (state === "lost" ? "empty" : `from ${inWords("spec.job.initialSavepointPath")}`),
    refuse: ({ causes: [cause], refusal = "" }, { inWords }) =>
        `the operator does not carry the change out, because ${shortened(inWords(cause?.path ?? ""))} ${refusal}`,
};

const suspensions: Readonly<Record<StateSource, string>> = {
    stays: "the job is suspended",
    checkpoint: "the job is suspended and keeps its state in its last checkpoint",
    savepoint: "the job is suspended and keeps its state in a savepoint that it takes first",
    givenSavepoint: "the job is suspended",
    lost: "the job is cancelled and its state is lost, because a stateless job keeps none while it is suspended",
};

/** The job's state is given up, though not by this change. */
function laterLossOf(stateLoss: Impact["stateLoss"], time: string): string {
    return stateLoss === "none" ? "" : `, and the job's state is lost ${time}`;
}

/** The mode that loses the state, where no field of the sentence says so. */
function modeIn({ causes, stateLoss }: Impact, inWords: InWords): string {
    const path = "spec.job.upgradeMode";
    const mode = stateLoss === "declared" ? "is stateless" : "is not set";
    return causes.some((cause) => cause.path === path) ? "" : ` and ${inWords(path)} ${mode}`;
}

/** Differences if the job does not run, and further notes. */
function asides(impact: Impact, inWords: InWords): string[] {
    const { maxCheckpointAge, movedFolders, unusedSavepoint } = impact;
    const age =
        maxCheckpointAge === undefined
            ? []
            : [`if that is older than ${maxCheckpointAge}, the operator has it take a savepoint first`];
    const unused = unusedSavepoint === undefined ? [] : [unusedOf(unusedSavepoint, inWords)];
    return [
        ...age,
        ...otherwiseOf(impact, inWords),
        ...unused,
        ...(movedFolders.length === 0 ? [] : [movedOf(impact)]),
    ];
}

function otherwiseOf({ otherwise, state, restartState }: Impact, inWords: InWords): string[] {
    switch (otherwise) {
        case "same":
        case "whenResumed":
            return [];
        case "checkpoint":
            return ["if it does not run, its last checkpoint is taken instead"];
        case "checkpointIfReachable":
            return [
                state === "checkpoint"
                    ? "if it does not run, this works as long as its JobManager answers, and needs a person's help otherwise"
                    : "if it does not run, its last checkpoint is taken instead as long as its JobManager answers, and a person's help is needed otherwise",
            ];
        case "waits":
            return ["if it does not run, the operator waits until it does"];
        case "restarts":
            return [
                `if it does not run or cannot be scaled so, it restarts ${restartFrom[restartState ?? "checkpoint"]}`,
            ];
        case "firstStart":
            return [
                `if it has never run, it starts from ${inWords("spec.job.initialSavepointPath")}, or empty without one`,
            ];
    }
}

function unusedOf(unused: NonNullable<Impact["unusedSavepoint"]>, inWords: InWords): string {
    const path = inWords("spec.job.initialSavepointPath");
    return unused === "ever"
        ? `a job that has run does not start from ${path} any more`
        : `a job that has run starts from ${path} only with another ${inWords("spec.job.savepointRedeployNonce")}`;
}

const restartFrom: Readonly<Record<StateSource, string>> = {
    stays: "from its last checkpoint",
    checkpoint: "from its last checkpoint",
    savepoint: "from a savepoint",
    givenSavepoint: "from the savepoint that it is given",
    lost: "without its state",
};

function movedOf({ state }: Impact): string {
    return state === "lost"
        ? "what it has written so far stays in its old folder"
        : "new state goes to another folder; what it has written so far stays in the old one, which the job must be able to read until it has since restarted from a savepoint";
}

/** Fields that a sentence names; of more, all but the first three are a number. */
const mostFields = 4;

export function namesOf(causes: readonly FieldChange[], inWords: InWords): string[] {
    const names = causes.map((change) => {
        const { path, after } = change;
        const word = shortened(inWords(path, change));
        return after === notKnown ? `${word} (not known yet)` : word;
    });
    const distinct = [...new Set(names)];
    return distinct.length <= mostFields
        ? distinct
        : [...distinct.slice(0, mostFields - 1), `${distinct.length - mostFields + 1} more fields`];
}

/** `image`, `image and args`, `image, args and parallelism` */
export function listOf(names: readonly string[]): string {
    return [names.slice(0, -1).join(", "), names.at(-1) ?? ""].filter((part) => part !== "").join(" and ");
}

/** An option by its key alone, which is how a person calls it. */
function shortened(path: string): string {
    return /flinkConfiguration\["(.+)"\]$/.exec(path)?.[1] ?? path;
}
