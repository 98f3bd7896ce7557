import * as fs from "node:fs";
import * as path from "node:path";

/** Fields of a document that came from elsewhere. */
export type Fields = Readonly<Record<string, unknown>>;

/** Fields that name a file, and the field that carries the same content inline. */
const inlineFields: Readonly<Record<string, string>> = {
    "certificate-authority": "certificate-authority-data",
    "client-certificate": "client-certificate-data",
    "client-key": "client-key-data",
};

/**
 * A kubeconfig's document that works from any folder: certificates and keys stand inline.
 *
 * @param folder that relative paths start at; undefined for a document that is in no folder.
 * @throws Error that names the field at fault, and no value of it.
 */
export function inlined(document: unknown, folder: string | undefined): Fields {
    const fields = fieldsOf(document, "must be a kubeconfig, which is a map");
    return {
        ...fields,
        clusters: entriesOf(fields, "clusters").map((entry) => inlinedEntry(entry, "cluster", folder)),
        users: entriesOf(fields, "users").map((entry) => inlinedEntry(entry, "user", folder)),
        contexts: entriesOf(fields, "contexts"),
    };
}

/**
 * The parts of a kubeconfig that one context needs.
 *
 * @throws Error that names the contexts that exist.
 */
export function selected(document: Fields, context: string | undefined) {
    const contexts = entriesOf(document, "contexts");
    const name = context ?? document["current-context"];
    const known = contexts.map((entry) => `"${String(entry["name"])}"`).join(", ") || "none";
    if (typeof name !== "string" || name === "") {
        throw new Error(`has no current context; choose one with context: ${known}`);
    }
    const found = contexts.find((entry) => entry["name"] === name);
    if (found === undefined) {
        throw new Error(`has no context "${name}"; its contexts: ${known}`);
    }
    const { cluster, user } = fieldsOf(found["context"], `needs a cluster and a user in context "${name}"`);
    const named = (list: string, wanted: unknown) => {
        const entry = entriesOf(document, list).find((each) => each["name"] === wanted);
        if (entry === undefined) {
            throw new Error(`needs the entry of ${list} that context "${name}" names`);
        }
        return entry;
    };
    return {
        apiVersion: "v1",
        kind: "Config",
        "current-context": name,
        contexts: [found],
        clusters: [named("clusters", cluster)],
        users: [named("users", user)],
    };
}

function entriesOf(document: Fields, list: string): Fields[] {
    const entries = document[list] ?? [];
    if (!Array.isArray(entries)) {
        throw new Error(`must be a kubeconfig, whose ${list} are a list`);
    }
    return entries.map((entry) => fieldsOf(entry, `must be a kubeconfig, whose ${list} are a list of maps`));
}

function fieldsOf(value: unknown, problem: string): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new Error(problem);
    }
    return value as Fields;
}

function inlinedEntry(entry: Fields, section: string, folder: string | undefined): Fields {
    const fields = fieldsOf(entry[section] ?? {}, `must be a kubeconfig, whose ${section} is a map`);
    return {
        ...entry,
        [section]: Object.fromEntries(
            Object.entries(fields).map(([key, value]) => inlinedField(`${section}.${key}`, key, value, folder)),
        ),
    };
}

function inlinedField(at: string, key: string, value: unknown, folder: string | undefined): [string, unknown] {
    const inlineKey = inlineFields[key];
    if (typeof value === "string" && (inlineKey !== undefined || key === "tokenFile")) {
        const file = fileOf(at, value, folder);
        // A token changes, so that it is read at every call.
        return inlineKey === undefined ? [key, file] : [inlineKey, base64Of(at, file)];
    }
    return [key, key === "exec" ? movedExec(value, folder) : value];
}

function fileOf(at: string, file: string, folder: string | undefined): string {
    if (folder === undefined && !path.isAbsolute(file)) {
        throw new Error(`names a file in ${at} that starts at no folder; give the path of the kubeconfig or inline it`);
    }
    return path.resolve(folder ?? "/", file);
}

function base64Of(at: string, file: string): string {
    try {
        return fs.readFileSync(file).toString("base64");
    } catch {
        throw new Error(`names a file in ${at} that cannot be read, got "${file}"`);
    }
}

/**
 * A command without a separator is looked up on `PATH`, any other one starts at the kubeconfig's folder:
 * https://github.com/kubernetes/client-go/blob/v0.34.0/tools/clientcmd/loader.go (GetAuthInfoFileReferences).
 */
function movedExec(exec: unknown, folder: string | undefined): unknown {
    const command = (exec as { readonly command?: unknown } | null)?.command;
    return folder !== undefined && typeof command === "string" && command.includes(path.sep)
        ? { ...(exec as object), command: path.resolve(folder, command) }
        : exec;
}
