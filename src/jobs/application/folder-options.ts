import type { Problem } from "../../checks/findings";
import { known } from "../../rules/inputs";
import { containersOf, fieldsOf, itemsOf, mainContainer, nameOf } from "../../rules/template-layers";
import type { ClusterSettings } from "./settings";
import { mergePodTemplates } from "./template-merge";
import { processes, userLayers, type PodTemplate, type Process, type UserTemplates } from "./user-templates";

/**
 * Options that name folders which Flink writes to in its containers, with the processes that do. State, and the files of
 * its backends, are with the TaskManagers; the web server and the fetching of artifacts with the JobManagers.
 * Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/ and, for old names,
 * https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/.
 */
const folderOptions: Readonly<Record<string, readonly Process[]>> = {
    "io.tmp.dirs": processes,
    "taskmanager.tmp.dirs": processes, // the old name of "io.tmp.dirs"
    "blob.storage.directory": processes,
    "process.working-dir": processes,
    "process.jobmanager.working-dir": ["jobManager"],
    "process.taskmanager.working-dir": ["taskManager"],
    "taskmanager.state.local.root-dirs": ["taskManager"],
    "execution.checkpointing.local-backup.dirs": ["taskManager"],
    "state.backend.rocksdb.localdir": ["taskManager"],
    "state.backend.rocksdb.log.dir": ["taskManager"],
    "state.backend.forst.local-dir": ["taskManager"],
    "state.backend.forst.log.dir": ["taskManager"],
    "env.log.dir": processes,
    "env.pid.dir": processes,
    "kubernetes.flink.log.dir": processes,
    "web.tmpdir": ["jobManager"],
    "web.upload.dir": ["jobManager"],
    "fs.s3a.buffer.dir": processes,
    "s3.buffer.dir": processes,
    "s3.staging-directory": processes,
    "presto.s3.staging-directory": processes,
};

/** Problems of folders that lie in the read-only part of a container's file system. */
export function folderOptionProblems(
    { flinkConfiguration, ...templates }: UserTemplates & Pick<ClusterSettings, "flinkConfiguration">,
    platformFolders: readonly string[],
): Problem[] {
    const mounts = mountsOfProcesses(templates);
    return Object.entries(flinkConfiguration).flatMap(([key, value]) => {
        const writers = Object.hasOwn(folderOptions, key) ? (folderOptions[key] ?? []) : [];
        const text = known<unknown>(value);
        const readOnly = writers.flatMap((process) => {
            const own = mounts[process];
            const folders = typeof text === "string" && own !== undefined ? foldersIn(text) : [];
            const wrong = folders.find((folder) => !liesIn(folder, [...platformFolders, ...(own ?? [])]));
            return wrong === undefined ? [] : [{ process, wrong }];
        });
        const [first] = readOnly;
        const where = readOnly.length < writers.length && first !== undefined ? ` in ${inWords[first.process]}` : "";
        const problem = `is not writable${where}, got "${first?.wrong}"; mount a volume there in podTemplate`;
        return first === undefined ? [] : [{ path: `flinkConfiguration["${key}"]`, problem }];
    });
}

const inWords: Readonly<Record<Process, string>> = { jobManager: "the JobManagers", taskManager: "the TaskManagers" };

const readOnlySources = ["configMap", "secret", "projected", "downwardAPI"];

/**
 * Problems of volumes that take the place of the platform's by their name and cannot be written to.
 *
 * @param platformFolders by the name of their volume.
 */
export function volumeProblems(templates: UserTemplates, platformFolders: Readonly<Record<string, string>>): Problem[] {
    const mounts = mountsOfProcesses(templates);
    return userLayers(templates).flatMap(({ path, process, template }) =>
        volumesOf(template).flatMap((volume, index) => {
            const name = nameOf(volume) ?? "";
            const folder = platformFolders[name];
            const source = readOnlySources.find((field) => fieldsOf(volume)[field] !== undefined);
            const problem = `must not be a ${source}, as Flink writes to ${folder}; give it another name`;
            const isInPods = (one: Process) =>
                process === one ||
                (process === undefined &&
                    !volumesOf(templates.processTemplates[one]).some((own) => nameOf(own) === name));
            return folder !== undefined &&
                source !== undefined &&
                processes.some((one) => isInPods(one) && mounts[one]?.includes(folder) === false)
                ? [{ path: `${path}.spec.volumes[${index}]`, problem }]
                : [];
        }),
    );
}

function volumesOf(template: unknown): readonly unknown[] {
    return itemsOf(fieldsOf(fieldsOf(template)["spec"])["volumes"]);
}

/** Folders of an option: one or several, as paths or `file:` URIs. Those of other schemes are not in the container. */
function foldersIn(text: string): string[] {
    return text
        .split(/[,;|]|:(?!\/\/)(?<!file:)/) // "/a:/b", "/a,/b" and "file:///a" as one
        .map((folder) => folder.trim().replace(/^file:(\/\/)?/, ""))
        .filter((folder) => folder.startsWith("/"));
}

function liesIn(folder: string, writable: readonly string[]): boolean {
    const plain = `${folder.replace(/\/+$/, "")}/`;
    return writable.some((place) => plain.startsWith(`${place.replace(/\/+$/, "")}/`));
}

/**
 * Paths where the user mounts something writable in Flink's container, by process; undefined where that is not known yet, or
 * where the file system is not read-only.
 */
function mountsOfProcesses({ podTemplate, processTemplates }: UserTemplates): Record<Process, string[] | undefined> {
    const of = (process: Process) => {
        const own = processTemplates[process];
        return mountsOf(podTemplate === undefined ? own : mergePodTemplates(podTemplate, own));
    };
    return { jobManager: of("jobManager"), taskManager: of("taskManager") };
}

function mountsOf(template: PodTemplate | undefined): string[] | undefined {
    const isKnown = (value: unknown) => value === undefined || value === null || known(value) !== undefined;
    const spec = fieldsOf(template)["spec"];
    const containers = fieldsOf(spec)["containers"];
    const items = itemsOf(containers);
    if (![template, spec, containers, ...items].every(isKnown)) {
        return undefined;
    }
    const layer = { path: "podTemplate", process: undefined, template };
    const own = containersOf(layer, "containers").filter(({ container }) => nameOf(container) === mainContainer);
    const mounts = own.map(({ container }) => container["volumeMounts"]);
    const paths = mounts.flatMap(itemsOf).map((mount) => {
        const { mountPath, readOnly } = fieldsOf(mount);
        return readOnly === true ? "/dev/null" : known<unknown>(mountPath);
    });
    const isWritable = own.some(
        ({ container }) => fieldsOf(container["securityContext"])["readOnlyRootFilesystem"] === false,
    );
    return isWritable || !mounts.every(isKnown) || !paths.every((path) => typeof path === "string") ? undefined : paths;
}
