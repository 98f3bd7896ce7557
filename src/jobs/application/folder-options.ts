import type { Problem } from "../../checks/findings";
import { known } from "../../rules/inputs";
import { containersOf, fieldsOf, itemsOf, mainContainer, nameOf } from "../../rules/template-layers";
import type { ClusterSettings } from "./settings";

/**
 * Options that name folders which Flink writes to in its container.
 * Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/ and, for old names,
 * https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/.
 */
const folderOptions: ReadonlySet<string> = new Set([
    "io.tmp.dirs",
    "taskmanager.tmp.dirs",
    "blob.storage.directory",
    "process.working-dir",
    "process.jobmanager.working-dir",
    "process.taskmanager.working-dir",
    "taskmanager.state.local.root-dirs",
    "execution.checkpointing.local-backup.dirs",
    "state.backend.rocksdb.localdir",
    "state.backend.rocksdb.log.dir",
    "state.backend.forst.local-dir",
    "state.backend.forst.log.dir",
    "env.log.dir",
    "env.pid.dir",
    "kubernetes.flink.log.dir",
    "web.tmpdir",
    "web.upload.dir",
    "fs.s3a.buffer.dir",
    "s3.buffer.dir",
    "s3.staging-directory",
    "presto.s3.staging-directory",
]);

/** Problems of folders that lie in the read-only part of the container's file system. */
export function folderOptionProblems(
    { flinkConfiguration, podTemplate }: Pick<ClusterSettings, "flinkConfiguration" | "podTemplate">,
    platformFolders: readonly string[],
): Problem[] {
    const mounts = mountsOf(podTemplate);
    if (mounts === undefined) {
        return [];
    }
    const writable = [...platformFolders, ...mounts];
    return Object.entries(flinkConfiguration).flatMap(([key, value]) => {
        const text = folderOptions.has(key) ? known<unknown>(value) : undefined;
        const wrong =
            typeof text === "string" ? foldersIn(text).find((folder) => !liesIn(folder, writable)) : undefined;
        const problem = `is not writable, got "${wrong}"; mount a volume there in podTemplate`;
        return wrong === undefined ? [] : [{ path: `flinkConfiguration["${key}"]`, problem }];
    });
}

const readOnlySources = ["configMap", "secret", "projected", "downwardAPI"];

/**
 * Problems of volumes that take the place of the platform's by their name and cannot be written to.
 *
 * @param platformFolders by the name of their volume.
 */
export function volumeProblems(
    { podTemplate }: Pick<ClusterSettings, "podTemplate">,
    platformFolders: Readonly<Record<string, string>>,
): Problem[] {
    const mounts = mountsOf(podTemplate) ?? Object.values(platformFolders);
    return itemsOf(fieldsOf(fieldsOf(podTemplate)["spec"])["volumes"]).flatMap((volume, index) => {
        const folder = platformFolders[nameOf(volume) ?? ""];
        const source = readOnlySources.find((field) => fieldsOf(volume)[field] !== undefined);
        const problem = `must not be a ${source}, as Flink writes to ${folder}; give it another name`;
        return folder === undefined || source === undefined || mounts.includes(folder)
            ? []
            : [{ path: `podTemplate.spec.volumes[${index}]`, problem }];
    });
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
 * Paths where the user mounts something writable in Flink's container; undefined where that is not known yet, or where the
 * file system is not read-only.
 */
function mountsOf(template: ClusterSettings["podTemplate"]): string[] | undefined {
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
