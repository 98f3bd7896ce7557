/** A resource on one side of a preview's step. */
export interface ResourceState {
    readonly inputs: Readonly<Record<string, unknown>>;
    /** URN of its parent. */
    readonly parent?: string;
    readonly retainOnDelete?: boolean;
}

/** Change of one resource in a preview; the steps of a replacement are one change. */
export interface Change {
    readonly kind: "create" | "update" | "replace" | "delete" | "same";
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly before?: ResourceState;
    readonly after?: ResourceState;
    /** Paths of inputs that differ, as the provider tells them. */
    readonly paths: readonly string[];
}

/** A message of a preview. */
export interface Diagnostic {
    /** The resource that it is about. */
    readonly urn?: string;
    readonly message: string;
    readonly severity?: string;
}

/** One preview of one stack. */
export interface Preview {
    readonly project: string;
    readonly stack: string;
    readonly changes: readonly Change[];
    readonly diagnostics: readonly Diagnostic[];
    /** It ended with an error, so that what it shows may not be all. */
    readonly failed: boolean;
}

interface Step {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: RawState;
    readonly newState?: RawState;
    readonly diffReasons?: readonly string[] | null;
    readonly replaceReasons?: readonly string[] | null;
    readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

type RawState = Partial<ResourceState>;

interface Digest {
    readonly steps?: readonly Step[];
    readonly diagnostics?: readonly Diagnostic[];
    readonly changeSummary?: Readonly<Record<string, number>>;
}

/** Meaning of each of the engine's steps. Source: `pkg/resource/deploy/step.go` in https://github.com/pulumi/pulumi. */
const kinds: Readonly<Record<string, Change["kind"]>> = {
    create: "create",
    import: "create",
    update: "update",
    delete: "delete",
    same: "same",
    read: "same",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
    "import-replacement": "replace",
    "read-replacement": "replace",
};

/**
 * Reads what `pulumi preview --json` prints, warnings before it included.
 *
 * @param source name of the text for errors.
 * @throws Error if it is anything else.
 */
export function readPreview(text: string, source: string): Preview {
    const digest = digestOf(text, source);
    const steps = digest.steps ?? [];
    const [stack = "", project = ""] = steps[0]?.urn.replace("urn:pulumi:", "").split("::") ?? [];
    const diagnostics = digest.diagnostics ?? [];
    return {
        project,
        stack,
        changes: changesOf(steps),
        diagnostics,
        failed:
            steps.length === 0 ||
            digest.changeSummary === undefined ||
            diagnostics.some(({ severity }) => severity === "error"),
    };
}

function digestOf(text: string, source: string): Digest {
    const wanted = "must be what pulumi preview --json prints";
    const start = /^\{/m.exec(text)?.index;
    if (start === undefined) {
        throw new Error(`preview: ${source} ${wanted}, got no JSON; look at what pulumi says in its place`);
    }
    const json: unknown = parsed(text.slice(start, text.lastIndexOf("}") + 1));
    if (typeof json !== "object" || json === null) {
        throw new Error(
            `preview: ${source} ${wanted}, got text that is no JSON; write one preview to it, without PULUMI_ENABLE_STREAMING_JSON_PREVIEW`,
        );
    }
    if (!["steps", "diagnostics", "changeSummary"].some((key) => key in json)) {
        throw new Error(
            `preview: ${source} ${wanted}, got other JSON; write one preview to it, without PULUMI_ENABLE_STREAMING_JSON_PREVIEW`,
        );
    }
    return json;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined; // its own words would quote the text
    }
}

function changesOf(steps: readonly Step[]): Change[] {
    const byUrn = new Map<string, Change>();
    for (const step of steps) {
        const kind = kinds[step.op];
        if (kind === undefined) {
            continue;
        }
        const known = byUrn.get(step.urn);
        // Two resources share a URN only where one takes the other's place.
        const merged = known === undefined || known.kind === "same" ? kind : known.kind === kind ? kind : "replace";
        const before = known?.before ?? stateOf(step.oldState);
        const after = known?.after ?? (step.op === "delete-replaced" ? undefined : stateOf(step.newState));
        byUrn.set(step.urn, {
            kind: merged,
            ...named(step.urn),
            ...(before && { before }),
            ...(after && { after }),
            paths: [...new Set([...(known?.paths ?? []), ...pathsOf(step)])],
        });
    }
    return [...byUrn.values()];
}

function pathsOf({ detailedDiff, diffReasons, replaceReasons }: Step): readonly string[] {
    return detailedDiff ? Object.keys(detailedDiff) : [...(diffReasons ?? []), ...(replaceReasons ?? [])];
}

function stateOf(state: RawState | undefined): ResourceState | undefined {
    return state && { ...state, inputs: state.inputs ?? {} };
}

/** `urn:pulumi:dev::shop::a:b:Parent$c:d:Type::name` → its type and name. */
function named(urn: string): Pick<Change, "urn" | "type" | "name"> {
    const [, , types = "", ...name] = urn.split("::");
    return { urn, type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}
