/** The operator's `status.error`, read. */
export interface OperatorError {
    /** Class of the exception without its package; undefined where the operator wrote plain text. */
    readonly type?: string;
    /** Its message and, where that differs, its root cause, on one line. */
    readonly text: string;
}

interface ErrorJson {
    readonly type?: unknown;
    readonly message?: unknown;
    readonly additionalMetadata?: unknown;
    readonly throwableList?: unknown;
}

// The operator cuts each field at 2048 characters; a line in a terminal takes far fewer.
const maxLength = 400;

/** Reads `status.error`: undefined if it is empty. */
export function readError(error: string | undefined): OperatorError | undefined {
    const text = (error ?? "").trim();
    if (text === "") {
        return undefined;
    }
    const json = parse(text);
    if (json === undefined) {
        return { text: oneLine(text) };
    }
    const type = simpleName(json.type);
    const message = messageOf(json) ?? type ?? text;
    const cause = rootCause(json.throwableList);
    return {
        ...(type === undefined ? {} : { type }),
        text: cause === undefined || message.includes(cause) ? message : `${message}; root cause: ${cause}`,
    };
}

function parse(text: string): ErrorJson | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null ? value : undefined;
    } catch {
        return undefined;
    }
}

/** The message, led by the container's own reason where the operator gives one. */
function messageOf(json: ErrorJson): string | undefined {
    const message = typeof json.message === "string" && json.message !== "" ? oneLine(json.message) : undefined;
    const metadata = json.additionalMetadata;
    const reason =
        typeof metadata === "object" && metadata !== null ? (metadata as { reason?: unknown }).reason : undefined;
    if (typeof reason !== "string" || reason === "" || message?.includes(reason) === true) {
        return message;
    }
    return message === undefined ? reason : `${reason}: ${message}`;
}

/** The last throwable that says anything: causes are listed from the outermost to the root. */
function rootCause(throwables: unknown): string | undefined {
    const list = Array.isArray(throwables) ? (throwables as readonly ErrorJson[]) : [];
    const texts = list.map((throwable) => {
        const type = simpleName(throwable.type);
        const message = typeof throwable.message === "string" ? oneLine(throwable.message) : "";
        // Flink wraps what happened in another process; then the message itself names the class.
        return type === undefined || type === "SerializedThrowable"
            ? message
            : [type, message].filter(Boolean).join(": ");
    });
    return texts.filter((text) => text !== "").at(-1);
}

/** Class name without package: `org.apache.flink.util.FlinkException` → `FlinkException`. */
function simpleName(type: unknown): string | undefined {
    return typeof type === "string" && type !== "" ? type.slice(type.lastIndexOf(".") + 1) : undefined;
}

/** Text of several lines as one, cut where it gets too long to read. */
export function oneLine(text: string): string {
    const line = text.replace(/\s+/g, " ").trim();
    return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
