import type { BindingNames } from "../../contracts/cluster";
import { googleVariables } from "../shared/gs";

export {
    gsConfiguration as gkeFlinkConfiguration,
    gsPlugin as gkeFilesystemPlugin,
    gsVersionProblem as gkeFlinkVersionProblem,
} from "../shared/gs";

/**
 * Start of the names of a file's parts until the file is complete; the name of its bucket and its own follow.
 * https://github.com/apache/flink/blob/release-2.2.1/flink-filesystems/flink-gs-fs-hadoop/src/main/java/org/apache/flink/fs/gs/utils/BlobUtils.java
 */
export const unfinishedFiles = ".inprogress/";

/**
 * Options that contradict the rights of service accounts: entropy puts random characters before the names of a file's parts.
 * https://github.com/apache/flink/blob/release-2.2.1/flink-filesystems/flink-gs-fs-hadoop/src/main/java/org/apache/flink/fs/gs/GSFileSystemOptions.java
 */
export const gkeRefusedOptions: Readonly<Record<string, string>> = {
    "gs.filesink.entropy.enabled": "with it the parts of an unfinished file lie outside of what the job may write",
};

/** Additions of bindings to a job. */
export const gkeBindingNames: BindingNames = { options: () => [], variables: googleVariables };
