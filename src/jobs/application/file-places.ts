import type { Problem } from "../../checks/findings";
import { shown } from "../../checks/values";
import type { FlinkMount } from "../../rules/flink-mounts";
import { withoutSlash } from "../../rules/mount-paths";
import { filePath } from "./files";
import { inArguments } from "./in-arguments";
import type { ClusterSettings } from "./settings";
import { userMounts, type UserMount, type UserTemplates } from "./user-templates";

/** A place in Flink's container that is taken. */
interface Taken {
    readonly path: string;
    /** The problem of a file that is at the place. */
    readonly at: string;
    /** The problem of one that lies below it, if it cannot. */
    readonly below?: string;
}

const elsewhere = "give the file another path";

/** Places that the container runtime and Kubernetes keep for themselves. */
const ofKubernetes: readonly Taken[] = [
    "/proc",
    "/sys",
    "/dev",
    "/var/run/secrets/kubernetes.io/serviceaccount",
    "/run/secrets/kubernetes.io/serviceaccount",
].map((path) => {
    const problem = `cannot lie in ${shown(path)}, which is Kubernetes' own; ${elsewhere}`;
    return { path, at: problem, below: problem };
});

/**
 * Problems of files that meet other mounts of Flink's container: Flink's own, which are read-only, the folders that it
 * writes to, those of pod templates, and each other.
 *
 * @param folders folders that Flink writes to.
 * @param flinkMounts mounts that Flink, or the package, adds.
 */
export function filePlaceProblems(
    settings: Pick<ClusterSettings, "files"> & UserTemplates,
    folders: readonly string[],
    flinkMounts: readonly FilledMount[],
): Problem[] {
    const files = Object.keys(settings.files);
    const taken = [...ofKubernetes, ...flinkMounts.map(ofFlink), ...folders.map(writable)];
    const mounts = userMounts(settings);
    return files.flatMap((file) => {
        const others = [...taken, ...files.filter((other) => other !== file).map(otherFile)];
        const problems = [
            ...others.flatMap((place) => problemAt(file, place)),
            ...mounts.flatMap((mount) => mountProblem(file, mount)),
        ];
        // Of several the first is enough: with another path the others are gone too.
        return problems.slice(0, 1).map((problem) => ({ path: filePath(file), problem }));
    });
}

/** A mount by what is in it. */
type FilledMount = Pick<FlinkMount, "path" | "holds" | "remedy">;

function ofFlink({ path, holds, remedy }: FilledMount): Taken {
    const { problem } = inArguments({
        path,
        problem: `cannot lie in ${shown(path)}, where Flink mounts ${holds}; ${remedy}`,
    });
    return { path, at: problem, below: problem };
}

function writable(path: string): Taken {
    return { path, at: `cannot be ${shown(path)}, a folder that Flink writes to; ${elsewhere}` };
}

function otherFile(path: string): Taken {
    return { path, at: "", below: `cannot lie in ${shown(path)}, which is a file; ${elsewhere}` };
}

function problemAt(file: string, { path, at, below }: Taken): string[] {
    if (isBelow(path, file)) {
        return [folderOf(path)];
    }
    const problem = file === path ? at : isBelow(file, path) ? below : undefined;
    return problem === undefined ? [] : [problem];
}

function folderOf(path: string): string {
    return `cannot be a file, as ${shown(path)} lies in it; ${elsewhere}`;
}

function mountProblem(file: string, { path, mountPath }: UserMount): string[] {
    const plain = withoutSlash(mountPath);
    if (plain === file) {
        return [`cannot be combined with ${path}, which mounts there too; remove one of them`];
    }
    return isBelow(plain, file) ? [folderOf(plain)] : [];
}

function isBelow(path: string, folder: string): boolean {
    return path.startsWith(folder === "/" ? "/" : `${folder}/`) && path !== folder;
}
