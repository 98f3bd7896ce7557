import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { load } from "js-yaml"; // the parser that Pulumi itself loads

/** One named entry of a kubeconfig's `clusters`, `users` or `contexts`. */
interface NamedEntry {
    readonly name: string;
    readonly [section: string]: unknown;
}

/** The parts of a kubeconfig that are read here. */
export interface Kubeconfig {
    readonly "current-context"?: string;
    readonly clusters: readonly NamedEntry[];
    readonly users: readonly NamedEntry[];
    readonly contexts: readonly NamedEntry[];
}

/** Fields that name a file, and the field that carries the same content inline. */
const fileFields: Readonly<Record<string, string>> = {
    "certificate-authority": "certificate-authority-data",
    "client-certificate": "client-certificate-data",
    "client-key": "client-key-data",
};

/**
 * The user's kubeconfig.
 *
 * @param given its content or its file, as Pulumi's Kubernetes provider takes either; the default files if left out.
 * @throws Error that shows nothing of its content.
 */
export function givenKubeconfig(given?: string): Kubeconfig {
    return given !== undefined && isContent(given)
        ? parseKubeconfig(given, process.cwd())
        : readKubeconfig(kubeconfigFiles(given));
}

// Longer than any path that somebody writes by hand, shorter than any kubeconfig.
const longestPath = 250;

/**
 * Content has several lines, or is JSON. The provider asks whether there is such a file instead, and takes the path of a
 * missing one for content: https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/util.go.
 */
function isContent(given: string): boolean {
    return /[\n{]/.test(given);
}

/**
 * Files that hold the user's kubeconfig: `file` if given, else those of the variable `KUBECONFIG`, else
 * `~/.kube/config`, as every Kubernetes client does.
 */
export function kubeconfigFiles(file?: string): string[] {
    if (file !== undefined) {
        return [file.replace(/^~(?=\/)/, os.homedir())];
    }
    const named = (process.env["KUBECONFIG"] ?? "").split(path.delimiter).filter((entry) => entry !== "");
    return named.length > 0 ? named : [path.join(os.homedir(), ".kube", "config")];
}

/**
 * Reads and merges kubeconfig files. The first file that names a context, cluster or user wins.
 *
 * @throws Error if no file can be read.
 */
export function readKubeconfig(files: readonly string[]): Kubeconfig {
    const present = files.filter((file) => fs.existsSync(file));
    if (present.length === 0) {
        const named = files.filter((file) => file.length <= longestPath).join(", ") || "the path that is given";
        throw new Error(`no kubeconfig at ${named}; create the cluster first or name its kubeconfig`);
    }
    const parts = present.map((file) => parseKubeconfig(fs.readFileSync(file, "utf8"), path.dirname(file)));
    return {
        "current-context": parts.map((part) => part["current-context"]).find((context) => (context ?? "") !== ""),
        clusters: parts.flatMap((part) => part.clusters),
        users: parts.flatMap((part) => part.users),
        contexts: parts.flatMap((part) => part.contexts),
    };
}

/**
 * Cuts a kubeconfig down to one context.
 *
 * @param context name of a context; the current one if left out.
 * @throws Error that names the contexts that exist.
 */
export function selectContext(config: Kubeconfig, context?: string): { context: string; kubeconfig: string } {
    const name = context ?? config["current-context"];
    const known = config.contexts.map((entry) => `"${entry.name}"`).join(", ");
    if (name === undefined) {
        throw new Error(`context must be given, as the kubeconfig has no current one; contexts: ${known || "none"}`);
    }
    const found = config.contexts.find((entry) => entry.name === name);
    if (found === undefined) {
        throw new Error(`context must be one of the kubeconfig's (${known || "it has none"}), got "${name}"`);
    }
    const { cluster, user } = found["context"] as { cluster: string; user: string };
    const selected = {
        apiVersion: "v1",
        kind: "Config",
        "current-context": name,
        contexts: [found],
        clusters: config.clusters.filter((entry) => entry.name === cluster).slice(0, 1),
        users: config.users.filter((entry) => entry.name === user).slice(0, 1),
    };
    return { context: name, kubeconfig: JSON.stringify(selected) };
}

/** A kubeconfig's text, with the folder at which paths in it start. Errors show nothing of it: it may hold keys. */
function parseKubeconfig(text: string, folder: string): Kubeconfig {
    return fromAnywhere(documentOf(text), folder);
}

function documentOf(text: string): unknown {
    let document: unknown;
    try {
        document = load(text);
    } catch (error) {
        const line = (error as { readonly mark?: { readonly line?: number } }).mark?.line;
        // eslint-disable-next-line preserve-caught-error -- the parser's message quotes the text
        throw new Error(`kubeconfig must be YAML or JSON${line === undefined ? "" : `; correct line ${line + 1}`}`);
    }
    const { clusters, users, contexts } = Object(document) as Partial<Kubeconfig>;
    if (![clusters, users, contexts].every((part) => part === undefined || part === null || Array.isArray(part))) {
        throw new Error("kubeconfig must have lists of clusters, users and contexts");
    }
    return document;
}

/** A copy that works from any folder: certificates and keys stand inline, other files with their full path. */
function fromAnywhere(document: unknown, folder: string): Kubeconfig {
    // Of an empty file, nothing; of one that holds another text, that.
    const parsed = typeof document === "object" ? (document as Partial<Kubeconfig> | null) : undefined;
    const moved = (entries: readonly NamedEntry[] | undefined, section: string) =>
        (entries ?? []).map((entry) => ({
            ...entry,
            [section]: movedFields((entry[section] ?? {}) as Record<string, unknown>, folder),
        }));
    return {
        "current-context": parsed?.["current-context"],
        clusters: moved(parsed?.clusters, "cluster"),
        users: moved(parsed?.users, "user"),
        contexts: parsed?.contexts ?? [],
    };
}

function movedFields(section: Record<string, unknown>, folder: string): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(section).map(([key, value]) => {
            const inlineKey = fileFields[key];
            if (inlineKey !== undefined && typeof value === "string") {
                return [inlineKey, fs.readFileSync(path.resolve(folder, value)).toString("base64")];
            }
            return [key, key === "exec" ? movedExec(value, folder) : movedPath(key, value, folder)];
        }),
    );
}

/** A file with a token is read at every call, as the token changes. */
const movedPath = (key: string, value: unknown, folder: string) =>
    key === "tokenFile" && typeof value === "string" ? path.resolve(folder, value) : value;

/**
 * A command without a separator is looked up on `PATH`, any other one starts at the kubeconfig's folder:
 * https://github.com/kubernetes/client-go/blob/v0.34.0/tools/clientcmd/loader.go (GetAuthInfoFileReferences).
 */
function movedExec(exec: unknown, folder: string): unknown {
    const command = (exec as { readonly command?: unknown } | null)?.command;
    return typeof command === "string" && command.includes(path.sep)
        ? { ...(exec as object), command: path.resolve(folder, command) }
        : exec;
}
