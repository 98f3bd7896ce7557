import type * as k8s from "@pulumi/kubernetes";
import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { fieldsOf, itemsOf, nameOf } from "../../rules/template-layers";
import { contentKey, type Content } from "./content";
import { userLayers, userMounts, type UserTemplates } from "./user-templates";

const folder = "/opt/flink/sql";
const file = "job.sql";

/** Path of a job's script in its pods. */
export const scriptPath = `${folder}/${file}`;

/** Name of the volume that the script is in. */
export const scriptVolumeName = "sql";

/** The folder as files of other kinds meet it. */
export const scriptPlace = { path: folder, holds: "the script of sql", remedy: "give the file another path" };

/** The script as the content of a ConfigMap. */
export function scriptContent(text: string): Content {
    return { purpose: "sql", place: scriptPath, text };
}

/** Mount of the script in Flink's container. */
export const scriptMount: k8s.types.input.core.v1.VolumeMount = {
    name: scriptVolumeName,
    mountPath: folder,
    readOnly: true,
};

/** Volume with the script. */
export function scriptVolume(configMap: string): k8s.types.input.core.v1.Volume {
    return { name: scriptVolumeName, configMap: { name: configMap, items: [{ key: contentKey, path: file }] } };
}

/** Problems of pod templates that take the script's place, by the arguments that they are in. */
export function scriptPlaceProblems(templates: UserTemplates): Problem[] {
    return [
        ...userLayers(templates).flatMap(({ path, template }) =>
            itemsOf(fieldsOf(fieldsOf(template)["spec"])["volumes"]).flatMap((volume, index) =>
                unless(
                    nameOf(volume) !== scriptVolumeName,
                    `${path}.spec.volumes[${index}].name`,
                    `cannot be "${scriptVolumeName}", which holds the script of sql; give it another name`,
                ),
            ),
        ),
        ...userMounts(templates).flatMap(({ path, mountPath }) =>
            unless(
                !`${mountPath}/`.startsWith(`${folder}/`),
                `${path}.mountPath`,
                `cannot lie in "${folder}", which holds the script of sql; mount it elsewhere`,
            ),
        ),
    ];
}

/** Whether an item of a pod template's lists is the script's mount or volume. */
export function isOfScript(item: unknown): boolean {
    const { name, mountPath, configMap } = fieldsOf(item);
    return name === scriptVolumeName && (mountPath === folder || configMap !== undefined);
}
