import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import { known } from "./inputs";
import { containersOf, fieldsOf, itemsOf, mainContainer, nameOf, templateLayers } from "./template-layers";

/** Variable by which the entrypoint of Flink's images enables plugins. */
export const pluginsVariable = "ENABLE_BUILT_IN_PLUGINS";

// "flink-s3-fs-hadoop-1.20.5.jar" and two of them with ";" between yes; "flink-s3-fs-hadoop" and "a-1.0.jar,b-1.0.jar" no
const jars = /^[\w.-]+\d\.jar(;[\w.-]+\d\.jar)*;?$/;

/**
 * The list of plugins is one that the entrypoint of Flink's images can read: it ends at a file that it does not find. A
 * warning, as an image may have another. Source: https://github.com/apache/flink-docker/blob/master/1.20/scala_2.12-java17-ubuntu/docker-entrypoint.sh
 */
export function builtInPluginWarnings(spec: FlinkDeploymentSpec): Problem[] {
    return templateLayers(spec)
        .flatMap((layer) => containersOf(layer, "containers"))
        .filter(({ container }) => nameOf(container) === mainContainer)
        .flatMap(({ path, container }) =>
            itemsOf(container["env"]).flatMap((item, index) => {
                const value = nameOf(item) === pluginsVariable ? known<unknown>(fieldsOf(item)["value"]) : undefined;
                return unless(
                    typeof value !== "string" || value === "" || jars.test(value),
                    `${path}.env[${index}].value`,
                    `must be names of jars in /opt/flink/opt with ";" between them, such as "flink-s3-fs-hadoop-1.20.5.jar", got "${String(value)}"`,
                );
            }),
        );
}
