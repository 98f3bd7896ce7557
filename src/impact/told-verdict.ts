import type { Verdict } from "./impact";

/** Beginnings of the sentences about a change, the longer before the shorter. */
const beginnings: readonly (readonly [text: string, verdict: Verdict])[] = [
    ["nothing happens to the job", "nothing"],
    ["the job is left as it is", "operatorOnly"],
    ["the job stays suspended", "operatorOnly"],
    ["the job is scaled in place", "scale"],
    ["the session cluster restarts, and its jobs go on", "restartFromCheckpoint"],
    ["the session cluster restarts and its jobs are lost", "restartWithoutState"],
    ["the job restarts from its last checkpoint", "restartFromCheckpoint"],
    ["the job takes a savepoint and restarts from it", "restartFromSavepoint"],
    ["the job is suspended", "suspend"],
    ["the job is cancelled and its state is lost", "suspend"],
    ["the job resumes from", "resume"],
    ["the job gives up its present state", "redeploy"],
    ["the job starts empty", "restartWithoutState"],
    ["the job is deleted and made anew", "replace"],
    ["the operator does not carry the change out", "refuse"],
];

/** The verdict that a sentence of `impactSentence` tells; undefined for any other text. */
export function toldVerdict(sentence: string): Verdict | undefined {
    return beginnings.find(([text]) => sentence.startsWith(text))?.[1];
}
