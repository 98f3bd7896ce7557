import type { Architecture, ClusterFacts, NodeRole } from "../../contracts/cluster";
import type { Problem } from "../../checks/findings";

const flinkRoles = ["jobManager", "taskManager"] as const satisfies readonly NodeRole[];

/**
 * The only architecture that an image is built for, by its name: by its Docker Hub organisation
 * (https://github.com/docker-library/official-images#architectures-other-than-amd64) or the end of its tag; `any` if it
 * says none.
 */
export function imageArchitecture(image: string): Architecture {
    // "amd64/flink:2.2", "acme/orders:1-amd64" and "acme/orders:1-x86_64" yes; "acme/amd64-tools:1" no
    if (/^(docker\.io\/)?amd64\/|:[^/]*[-_.]?(amd64|x86_64|x86-64)$/.test(image)) {
        return "amd64";
    }
    // "arm64v8/flink:2.2" and "acme/orders:1-arm64" yes; "acme/arm64:1" no
    if (/^(docker\.io\/)?arm64v8\/|:[^/]*[-_.]?(arm64|arm64v8|aarch64)$/.test(image)) {
        return "arm64";
    }
    return "any";
}

/** Problems of an image whose processes run on nodes of given architectures. */
export function imageArchitectureProblems(
    path: string,
    image: string,
    architectures: ClusterFacts["architectures"],
): Problem[] {
    const built = imageArchitecture(image);
    const wrong = flinkRoles.filter((role) => architectures[role] !== "any" && architectures[role] !== built);
    return built === "any" || wrong.length === 0
        ? []
        : [
              {
                  path,
                  problem: `is built for ${built} only, and the cluster's ${wrong.join(" and ")} nodes are ${architectures[wrong[0] ?? "jobManager"]}, got "${image}"; build it for both or change the nodes' architecture`,
              },
          ];
}
