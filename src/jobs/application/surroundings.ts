import type { Binding, ClusterModule, FilesystemPlugin, StateStore } from "../../contracts/cluster";
import type { Folder } from "./folders";

/** Inputs of an application's spec that other resources supply. */
export interface Surroundings<Of extends Folder = Folder> {
    readonly cluster: Pick<ClusterModule, "nodes" | "disruptionAnnotations"> & {
        readonly stateStore: Pick<StateStore, "plugin" | "flinkConfiguration"> & {
            readonly uri: Of;
            readonly files: { readonly uri: Of; readonly plugin: FilesystemPlugin };
        };
    };
    readonly jobNamespace: {
        readonly serviceAccountName: string;
        readonly binding: Binding;
        readonly statePrefix: string;
    };
}
