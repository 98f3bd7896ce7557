import { toldVerdict } from "../impact/told-verdict";
import type { Verdict } from "../impact/impact";
import type { Diagnostic } from "./preview";

/** A message of this package in a preview. */
export interface Message {
    /** The resource at which it stands. */
    readonly urn: string | undefined;
    /** Name of the component that it is about. */
    readonly component: string;
    /** The whole line, such as `FlinkApplication "orders": …`. */
    readonly text: string;
    readonly severity: "error" | "warning" | "info";
}

/** Messages of a preview: those of this package line by line, and how many others are errors. */
export interface Messages {
    readonly own: readonly Message[];
    /** Errors of others. Their texts may hold anything, so that no report shows them. */
    readonly foreignErrors: number;
}

const prefix = /^(?:(?:error|warning): )?(?:Preview failed: )?(?:(?:before|after) hook "[^"]*" failed: )?/;
// `FlinkApplication "orders": …`, `EksCluster "main": …` and `stack config "flink-platform:cluster": …` are this package's.
const ownLine =
    /^(?:(?:Flink[A-Z]\w*|(?:Eks|Gke|Aks|Local|Existing)Cluster|JobNamespace|ReferencedPlatform) "([^"]*)"|stack config "[^"]*").*: ?.*$/;
// What the engine says last of every preview that has failed.
const summary = /^(?:error: )?(?:preview failed|an unhandled error occurred.*|update failed)$/i;

/** Sorts a preview's messages. */
export function messagesOf(diagnostics: readonly Diagnostic[]): Messages {
    const own: Message[] = [];
    let foreignErrors = 0;
    for (const { urn, message, severity } of diagnostics) {
        const lines = message.trim().split("\n");
        const known = lines.flatMap((line) => messageOf(line.replace(prefix, ""), urn, severity));
        own.push(...known);
        const isSummary = lines.every((line) => summary.test(line.trim()));
        if (known.length === 0 && severity === "error" && !isSummary) {
            foreignErrors += 1;
        }
    }
    return { own: distinct(own), foreignErrors };
}

function messageOf(text: string, urn: string | undefined, severity: string | undefined): Message[] {
    const match = ownLine.exec(text);
    const known = severity === "error" || severity === "warning" ? severity : "info";
    return match === null ? [] : [{ urn, component: match[1] ?? "", text, severity: known }];
}

function distinct(messages: readonly Message[]): Message[] {
    return [...new Map(messages.map((message) => [`${message.severity} ${message.text}`, message])).values()];
}

/** A preview's words on a job's change. */
export interface Told {
    readonly message: Message;
    readonly sentence: string;
    readonly verdict: Verdict | undefined;
    /** The change gives up state, and `acceptStateLoss` gives leave, or will have to. */
    readonly losesState: boolean;
    readonly accepted: boolean;
}

const allowed = "; acceptStateLoss allows that";
const required =
    /acceptStateLoss(?: is required, as |\.change must be "[^"]*" for this change, in which )(.*?)(?:, got "[^"]*")?; keep the state/;

/** The sentence about a job's change that a message holds; undefined if it is about something else. */
export function toldBy(message: Message): Told | undefined {
    const sentence = message.text.slice(message.text.indexOf(": ") + 2);
    const refused = required.exec(sentence)?.[1];
    if (refused !== undefined) {
        return { message, sentence: refused, verdict: toldVerdict(refused), losesState: true, accepted: false };
    }
    const verdict = toldVerdict(sentence);
    if (verdict === undefined) {
        return undefined;
    }
    const asks = /; (?:acceptStateLoss allows that|pulumi up refuses it unless acceptStateLoss names)/.test(sentence);
    const accepted = sentence.endsWith(allowed);
    return { message, sentence: sentence.replace(allowed, ""), verdict, losesState: asks, accepted };
}
