import { known } from "./inputs";
import { fieldsOf, itemsOf, type ContainerPlace } from "./template-layers";

/** Paths of a container's mounts, one for each; undefined where it is not known. */
export function mountPathsOf(container: ContainerPlace["container"]): (string | undefined)[] {
    return itemsOf(container["volumeMounts"]).map(mountPathOf);
}

/** Path of a mount, if it is known. */
export function mountPathOf(mount: unknown): string | undefined {
    const path = known<unknown>(fieldsOf(mount)["mountPath"]);
    return typeof path === "string" ? path : undefined;
}

/** A path without slashes at its end: "/opt/flink/conf/" gives "/opt/flink/conf", and "/" stays. */
export function withoutSlash(path: string): string {
    return path.replace(/(.)\/+$/, "$1");
}
