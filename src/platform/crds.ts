import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../findings";
import type { FlinkKind, OperatorRelease } from "../versions";
import { definitionFiles, kindsOf, type Definition } from "./crd-files";

/** Which release's definitions. */
export interface FlinkCrdsArgs {
    /** Release of the operator that they are for. */
    readonly release: OperatorRelease;
}

/**
 * Definitions of the operator's custom resources, as its release has them.
 *
 * They stay when the stack is destroyed: removing a definition would remove every Flink job in the cluster. So they may
 * be there before they are made, from an earlier stack or an operator that was installed by other means. Each is
 * therefore applied over what is there, under one field manager, and brought to this release.
 */
export class FlinkCrds extends pulumi.ComponentResource {
    readonly release: OperatorRelease;
    /** Anything with Flink resources must be made after these. */
    readonly definitions: readonly pulumi.Resource[];

    /** @throws pulumi.RunError if the package was built without the release's files. */
    constructor(name: string, args: FlinkCrdsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:platform:FlinkCrds", name, {}, opts);
        rejectFindings(findingsOf("FlinkCrds", name, definitionProblems(args.release)));
        this.release = args.release;
        this.definitions = kindsOf(args.release).map(
            (kind) =>
                new k8s.apiextensions.v1.CustomResourceDefinitionPatch(
                    `${name}-${kebabCase(kind)}`,
                    definitionArgs(definitionFiles.read(args.release, kind)),
                    { parent: this, retainOnDelete: true },
                ),
        );
        this.registerOutputs({});
    }
}

/** What is wrong with a release whose definitions are to be installed: that the package lacks them. */
export function definitionProblems(release: OperatorRelease): Problem[] {
    const missing = kindsOf(release).filter((kind) => !definitionFiles.has(release, kind));
    return missing.length === 0
        ? []
        : [
              {
                  path: "",
                  problem: `release ${release}: its resource definitions are not in this build of the package; use a published package, or build it where they can be had`,
              },
          ];
}

const fieldManager = "pulumi-flink-platform";

function definitionArgs({ metadata, spec }: Definition): k8s.apiextensions.v1.CustomResourceDefinitionPatchArgs {
    return {
        metadata: {
            name: metadata.name,
            annotations: {
                ...metadata.annotations,
                "pulumi.com/patchForce": "true",
                "pulumi.com/patchFieldManager": fieldManager,
            },
        },
        spec,
    };
}

/** `FlinkDeployment` → `flink-deployment`. */
function kebabCase(kind: FlinkKind): string {
    return kind.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();
}
