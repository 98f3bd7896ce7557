import { join } from "node:path";

/** Folder of all that the level's tests write; `level.ts` makes it. */
export const levelFolder = () => process.env["ENGINE_FOLDER"] ?? "";

/** File with the kubeconfig of the control plane that they share. */
export const levelKubeconfig = () => join(levelFolder(), "kubeconfig");
