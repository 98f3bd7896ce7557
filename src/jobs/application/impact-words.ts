import type { FieldChange } from "../../impact/field-change";
import type { InWords } from "../../impact/sentences";
import { pluginsVariable } from "../../rules/built-in-plugins";
import { argumentOfOption } from "./configuration";
import { variablePath } from "./environment";
import { filePath, fileVolume, pathInVolume } from "./files";
import { argumentOf } from "./in-arguments";
import { variablesIn } from "./reserved-variables";
import type { ClusterSettings } from "./settings";

/** The arguments that changed fields of a FlinkDeployment come from. */
export function wordsOf(settings: ClusterSettings): InWords {
    return (path, change) => inTemplate(settings, path, change) ?? argumentOfField(path);
}

/** The argument that a changed field of the FlinkDeployment comes from, whatever the application's arguments are. */
export function argumentOfField(path: string): string {
    const option = /^spec\.flinkConfiguration\["(.+)"\]$/.exec(path)?.[1];
    return (option && argumentOfOption(option)) ?? argumentOf(path);
}

/** A named item of a list of a pod template: of variables, mounts or volumes. */
const templateItem =
    /^spec\.(?:(?:jobManager|taskManager)\.)?podTemplate\.spec\.(?:containers\["flink-main-container"\]\.(env|volumeMounts)|(volumes))\["([^"]+)"\]/;

/** The argument of a part of a pod template; undefined if that is `podTemplate` itself. */
function inTemplate(settings: ClusterSettings, path: string, change?: FieldChange): string | undefined {
    const [, ofContainer, ofPod, name = ""] = templateItem.exec(path) ?? [];
    switch (ofContainer ?? ofPod) {
        case "env":
            return variableWord(settings, name);
        case "volumeMounts":
        case "volumes":
            return fileWord(settings, name, change);
        default:
            return undefined;
    }
}

function variableWord(settings: ClusterSettings, name: string): string | undefined {
    if (name === pluginsVariable) {
        return "plugins";
    }
    if (Object.hasOwn(settings.environment, name)) {
        return variablePath(name);
    }
    // Of one that is taken away nothing says any more where it was set.
    return variablesIn(settings).some((variable) => variable.name === name) ? undefined : `the variable ${name}`;
}

/** @param name path of a mount, or name of a volume. */
function fileWord({ files }: ClusterSettings, name: string, change?: FieldChange): string | undefined {
    const path =
        Object.keys(files).find((file) => file === name || fileVolume(file) === name) ??
        pathInVolume(change?.before) ??
        pathInVolume(change?.after);
    return path === undefined ? undefined : filePath(path);
}
