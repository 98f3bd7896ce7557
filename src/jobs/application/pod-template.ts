import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Binding, EnvVar, FilesystemPlugin, Placement } from "../../contracts/cluster";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";

type PodTemplate = k8s.types.input.core.v1.PodTemplateSpec;
type Container = k8s.types.input.core.v1.Container;

/** The operator takes the container of this name for Flink's own. */
export const mainContainer = "flink-main-container";

/** Folders that Flink writes to while the rest of its file system stays read-only. */
const writableFolders: Readonly<Record<string, string>> = { tmp: "/tmp", log: "/opt/flink/log" };

/** Arguments of the pods of one application. */
export interface PodTemplateArgs {
    readonly binding: Binding;
    /** Plugins that the image's entrypoint enables. */
    readonly plugins: readonly FilesystemPlugin[];
    /** Flink's exact version, which the plugins' jars carry in their names. */
    readonly flinkPatch: string;
}

/**
 * Pods that reach the state store and pass Pod Security "restricted": not root, no capabilities, a read-only file system
 * but for the folders that Flink writes to.
 */
export function podTemplate(args: PodTemplateArgs): PodTemplate {
    const { binding, plugins, flinkPatch } = args;
    const folders = {
        ...writableFolders,
        // The entrypoint links an enabled plugin's jar into a folder of the jar's name.
        ...Object.fromEntries(plugins.map((plugin) => [plugin, `/opt/flink/plugins/${plugin}-${flinkPatch}`])),
    };
    const jars = plugins.map((plugin) => `${plugin}-${flinkPatch}.jar`).join(";");
    return {
        metadata: { labels: { ...binding.podLabels }, annotations: { ...binding.podAnnotations } },
        spec: {
            securityContext: restrictedPod,
            containers: [
                {
                    name: mainContainer,
                    env: [{ name: "ENABLE_BUILT_IN_PLUGINS", value: jars }, ...binding.env.map(containerEnv)],
                    // What a JobManager says last is then in its pod's status, and in what `pulumi up` reports.
                    terminationMessagePolicy: "FallbackToLogsOnError",
                    securityContext: restrictedContainer,
                    volumeMounts: Object.entries(folders).map(([name, mountPath]) => ({ name, mountPath })),
                },
            ],
            volumes: Object.keys(folders).map((name) => ({ name, emptyDir: {} })),
        },
    };
}

/** The part of a pod that says where it runs. */
export function placementTemplate(placement: Placement, annotations: Readonly<Record<string, string>>): PodTemplate {
    return {
        metadata: { annotations: { ...annotations } },
        spec: {
            containers: [],
            nodeSelector: { ...placement.nodeSelector },
            tolerations: placement.tolerations.map((toleration) => ({ ...toleration })),
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

type Plain = { readonly [key: string]: unknown };

/**
 * Lays `over` on `base`: objects field by field, lists of named things (containers, volumes, variables) by name, any
 * other list and value replaced.
 */
export function mergePodTemplates(base: PodTemplate, over: PodTemplate | undefined): PodTemplate {
    return over === undefined ? base : (merge(base as Plain, over as Plain) as PodTemplate);
}

function merge(base: unknown, over: unknown): unknown {
    if (over === undefined) {
        return base;
    }
    if (Array.isArray(base) && Array.isArray(over) && [...base, ...over].every(isNamed)) {
        return mergeByName(base as Container[], over as Container[]);
    }
    if (isPlain(base) && isPlain(over)) {
        const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
        return Object.fromEntries(keys.map((key) => [key, merge(base[key], over[key])]));
    }
    return over;
}

function mergeByName(base: readonly Container[], over: readonly Container[]): unknown[] {
    const changed = base.map((item) =>
        merge(
            item,
            over.find((other) => other.name === item.name),
        ),
    );
    return [...changed, ...over.filter((item) => !base.some((other) => other.name === item.name))];
}

function isPlain(value: unknown): value is Plain {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isNamed(value: unknown): value is { readonly name: pulumi.Input<string> } {
    return isPlain(value) && typeof value["name"] === "string";
}
