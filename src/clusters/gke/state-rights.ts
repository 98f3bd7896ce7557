import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { unfinishedFiles } from "./filesystem";
import type { StateAccess } from "../shared/state-access";

/** Roles on the prefix: https://cloud.google.com/storage/docs/access-control/iam-roles */
const roles = { readWrite: "roles/storage.objectUser", read: "roles/storage.objectViewer" } as const satisfies Record<
    StateAccess,
    string
>;

/** A right on the objects of one prefix. */
export interface StateRight {
    /** Empty for the whole bucket. */
    readonly prefix: string;
    readonly access: StateAccess;
    /** Who gets it, for IAM policies. */
    readonly member: pulumi.Output<string>;
}

/** Rights on the bucket's objects, given by managed folders: https://cloud.google.com/storage/docs/managed-folders. */
export class StateRights {
    private readonly folders = new Map<string, storage.ManagedFolder>();

    constructor(
        /** Start of the folders' names as children. */
        private readonly name: string,
        /** Name of the bucket. */
        private readonly bucket: pulumi.Output<string>,
        /** Component that the folders belong to. */
        private readonly parent: pulumi.Resource,
    ) {}

    /**
     * Gives a right on the objects of a prefix, listing them included, and on the bucket's own properties, which the
     * connector asks for when it looks at the bucket's root. A condition on the names of objects could not hold for
     * listings: the attribute that would is not for role bindings.
     *
     * @see https://cloud.google.com/iam/docs/conditions-attribute-reference#storage-api-attributes
     */
    grant(name: string, right: StateRight, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
        const { bucket } = this;
        const { access, member } = right;
        const properties = new storage.BucketIAMMember(
            `${name}-bucket`,
            { bucket, role: "roles/storage.bucketViewer", member },
            opts,
        );
        const objects =
            right.prefix === ""
                ? [new storage.BucketIAMMember(`${name}-state`, { bucket, role: roles[access], member }, opts)]
                : this.foldersOf(right).map(
                      ({ purpose, folder }) =>
                          new storage.ManagedFolderIamMember(
                              `${name}-${purpose}`,
                              { bucket, managedFolder: folder.name, role: roles[access], member },
                              opts,
                          ),
                  );
        return [...objects, properties];
    }

    /**
     * Folders with the files of a prefix. Flink's own writer, which every `FileSink` uses, and newer versions for the metadata
     * of each checkpoint (https://issues.apache.org/jira/browse/FLINK-17808), keeps the parts of a file outside of all prefixes
     * until the file is complete. Readers do not need them.
     */
    private foldersOf({ prefix, access }: StateRight) {
        const files = { purpose: "state", folder: this.folder(`folder-${prefix}`, `${prefix}/`) };
        if (access === "read") {
            return [files];
        }
        const path = pulumi.interpolate`${unfinishedFiles}${this.bucket}/${prefix}/`;
        return [files, { purpose: "unfinished", folder: this.folder(`unfinished-${prefix}`, path) }];
    }

    /** A folder to give rights on. Several service accounts may share one, and Google takes each once. */
    private folder(purpose: string, path: pulumi.Input<string>): storage.ManagedFolder {
        const known = this.folders.get(purpose);
        const folder =
            known ??
            new storage.ManagedFolder(
                `${this.name}-${purpose}`,
                // Its objects stay when it goes: https://cloud.google.com/storage/docs/managed-folders
                { bucket: this.bucket, name: path, forceDestroy: true },
                { parent: this.parent },
            );
        this.folders.set(purpose, folder);
        return folder;
    }
}
