import type * as k8s from "@pulumi/kubernetes";
import type { Binding, EnvVar, FilesystemPlugin } from "../../contracts/cluster";
import { pluginsVariable } from "../../rules/built-in-plugins";
import { mainContainer } from "../../rules/template-layers";
import { environmentVariables, type Environment } from "./environment";
import { fileMounts, fileVolumes, type FilesOfJob } from "./files";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";
import { scriptMount, scriptVolume } from "./sql-script";

type PodTemplate = k8s.types.input.core.v1.PodTemplateSpec;

/** Arguments of the pods of one application. */
export interface PodTemplateArgs {
    readonly binding: Binding;
    /** Plugins that the image's entrypoint enables. */
    readonly plugins: readonly FilesystemPlugin[];
    /** Flink's exact version, which the plugins' jars carry in their names. */
    readonly flinkPatch: string;
    readonly environment: Environment;
    readonly files: FilesOfJob;
    /** ConfigMap with the script of a job in SQL. @default none */
    readonly script?: string | undefined;
}

/** Folders that Flink writes to, by the volume that each one gets. For the jars that it fetches it mounts one by itself. */
export function writableFolders(
    args: Pick<PodTemplateArgs, "plugins" | "flinkPatch">,
): Readonly<Record<string, string>> {
    const { plugins, flinkPatch } = args;
    return {
        tmp: "/tmp",
        log: "/opt/flink/log",
        // The entrypoint links an enabled plugin's jar into a folder of the jar's name.
        ...Object.fromEntries(plugins.map((plugin) => [plugin, `/opt/flink/plugins/${plugin}-${flinkPatch}`])),
    };
}

/**
 * Pods that reach the state store and pass Pod Security "restricted": not root, no capabilities, a read-only file system
 * but for the folders that Flink writes to.
 */
export function podTemplate(args: PodTemplateArgs): PodTemplate {
    const { binding, plugins, flinkPatch, environment, files, script } = args;
    const folders = writableFolders(args);
    const jars = plugins.map((plugin) => `${plugin}-${flinkPatch}.jar`).join(";");
    return {
        metadata: { labels: { ...binding.podLabels }, annotations: { ...binding.podAnnotations } },
        spec: {
            securityContext: restrictedPod,
            containers: [
                {
                    name: mainContainer,
                    env: [
                        { name: pluginsVariable, value: jars },
                        ...binding.env.map(containerEnv),
                        ...environmentVariables(environment),
                    ],
                    // What a JobManager says last is then in its pod's status, and in what `pulumi up` reports.
                    terminationMessagePolicy: "FallbackToLogsOnError",
                    securityContext: restrictedContainer,
                    volumeMounts: [
                        ...Object.entries(folders).map(([name, mountPath]) => ({ name, mountPath })),
                        ...fileMounts(files.files),
                        ...(script === undefined ? [] : [scriptMount]),
                    ],
                },
            ],
            volumes: [
                ...Object.keys(folders).map((name) => ({ name, emptyDir: {} })),
                ...fileVolumes(files),
                ...(script === undefined ? [] : [scriptVolume(script)]),
            ],
        },
    };
}

function containerEnv(variable: EnvVar): k8s.types.input.core.v1.EnvVar {
    return "value" in variable
        ? { name: variable.name, value: variable.value }
        : {
              name: variable.name,
              valueFrom: { secretKeyRef: { name: variable.secretName, key: variable.secretKey } },
          };
}
