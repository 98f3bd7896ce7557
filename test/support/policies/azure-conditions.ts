/** An operation on data, as a condition sees it. */
export interface AzureOperation {
    readonly action: string;
    /** Such as `Blob.List`. */
    readonly subOperation?: string;
    /**
     * Values by attribute, such as `@Resource[Microsoft.Storage/storageAccounts:name]`. One with the value `undefined` is
     * known to be absent; one that is not here is one that nobody has thought of.
     */
    readonly attributes: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a condition of a role assignment holds, for the part of the language that is used here. `AND` and `OR` side by side
 * without brackets are refused, so that their precedence does not matter:
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 *
 * @throws Error for anything that is not understood
 */
export function conditionHolds(condition: string, operation: AzureOperation): boolean {
    const reader = new Reader(tokensOf(condition), operation);
    const holds = reader.expression();
    reader.end();
    return holds;
}

// `@Resource[Microsoft.Storage/storageAccounts:name]`, `ActionMatches{'…'}`, `'text'`, `AND`, `!`, `(`
const token = /\s*(@\w+\[[^\]]*\]|\w+\{'[^']*'\}|'[^']*'|\w+|[!()])/y;

function tokensOf(condition: string): readonly string[] {
    const tokens: string[] = [];
    token.lastIndex = 0;
    let end = 0;
    for (let match = token.exec(condition); match !== null; match = token.exec(condition)) {
        tokens.push(match[1] ?? "");
        end = token.lastIndex;
    }
    if (condition.slice(end).trim() !== "") {
        throw new Error(`condition is not understood from here: ${condition.slice(end)}`);
    }
    return tokens;
}

type Comparison = (value: string, wanted: string) => boolean;

/** The operators that are used here; both tell case apart. */
const comparisons: Readonly<Record<string, Comparison>> = {
    StringEquals: (value, wanted) => value === wanted,
    StringStartsWith: (value, wanted) => value.startsWith(wanted),
};

/** Reads the whole of a condition, also behind what decides already, so that nothing in it goes unseen. */
class Reader {
    private position = 0;

    constructor(
        private readonly tokens: readonly string[],
        private readonly operation: AzureOperation,
    ) {}

    expression(): boolean {
        const terms = [this.term()];
        const joint = this.tokens[this.position];
        if (joint !== "AND" && joint !== "OR") {
            return terms[0] === true;
        }
        while (this.accept(joint)) {
            terms.push(this.term());
        }
        const next = this.tokens[this.position];
        if (next === "AND" || next === "OR") {
            throw new Error("condition has AND and OR without brackets");
        }
        return joint === "AND" ? !terms.includes(false) : terms.includes(true);
    }

    end(): void {
        if (this.position < this.tokens.length) {
            throw new Error(`condition is not understood from here: ${this.tokens[this.position]}`);
        }
    }

    private term(): boolean {
        if (this.accept("!") || this.accept("NOT")) {
            return !this.term();
        }
        if (!this.accept("(")) {
            return this.atom();
        }
        const holds = this.expression();
        if (!this.accept(")")) {
            throw new Error("condition lacks a closing bracket");
        }
        return holds;
    }

    private atom(): boolean {
        const word = this.next();
        const [, name, argument = ""] = /^(\w+)\{'(.*)'\}$/.exec(word) ?? [];
        if (name === "ActionMatches") {
            return matches(argument, this.operation.action);
        }
        if (name === "SubOperationMatches") {
            return this.operation.subOperation === argument;
        }
        const comparison = comparisons[this.next()];
        const wanted = this.next();
        if (!word.startsWith("@") || comparison === undefined || !wanted.startsWith("'")) {
            throw new Error(`condition is not understood from here: ${word}`);
        }
        if (!(word in this.operation.attributes)) {
            throw new Error(`attribute ${word} is not understood for this operation`);
        }
        const value = this.operation.attributes[word];
        return value !== undefined && comparison(value, wanted.slice(1, -1));
    }

    private next(): string {
        const word = this.tokens[this.position] ?? "";
        this.position += 1;
        return word;
    }

    private accept(word: string): boolean {
        const found = this.tokens[this.position] === word;
        this.position += found ? 1 : 0;
        return found;
    }
}

function matches(pattern: string, action: string): boolean {
    if (pattern.includes("*")) {
        throw new Error(`action ${pattern} is not understood`);
    }
    return pattern.toLowerCase() === action.toLowerCase();
}
