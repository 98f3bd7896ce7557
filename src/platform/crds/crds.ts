import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import type { OperatorRelease } from "../../flink/versions";
import type { Definition } from "../../flink/definitions/files";
import {
    releaseFacts,
    releaseProblems,
    type ReleaseFacts,
    type UnlistedRelease,
} from "../../flink/definitions/release";
import { watched } from "../../owners/watch";
import { unless } from "../../checks/values";

/** Release whose definitions are installed. */
export interface FlinkCrdsArgs {
    /** Release of the operator that they are for. */
    readonly release: OperatorRelease | UnlistedRelease;
}

/**
 * Definitions of the operator's custom resources, as its release has them.
 *
 * They stay when the stack is destroyed: removing a definition would remove every Flink job in the cluster. So they may
 * be there before they are made, from an earlier stack or an operator that was installed by other means. Each is
 * therefore applied over what exists, under one field manager, and brought to this release.
 */
export class FlinkCrds extends pulumi.ComponentResource {
    /** Number of the release that they are of. */
    readonly release: string;
    /** Anything with Flink resources must be made after these. */
    readonly definitions: readonly pulumi.Resource[];

    /** @throws pulumi.RunError if the release is wrong, or the package was built without its files. */
    constructor(name: string, args: FlinkCrdsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:index:FlinkCrds", name, { release: releaseFacts(args.release).version }, watched(opts));
        rejectFindings(findingsOf("FlinkCrds", name, releaseProblems(args.release)));
        const release = releaseFacts(args.release);
        rejectFindings(findingsOf("FlinkCrds", name, definitionProblems(release)));
        this.release = release.version;
        this.definitions = definitionsOf(release).map(
            ([kind, definition]) =>
                new k8s.apiextensions.v1.CustomResourceDefinitionPatch(
                    `${name}-${kebabCase(kind)}`,
                    definitionArgs(definition),
                    { parent: this, retainOnDelete: true },
                ),
        );
        this.registerOutputs({});
    }
}

/** The problem of a release whose definitions the package lacks. */
export function definitionProblems(release: ReleaseFacts): Problem[] {
    return unless(
        definitionsOf(release).length === release.kinds.length,
        "release",
        `has no resource definitions in this build of the package, got "${release.version}"; use a published package, or build it where they can be had`,
    );
}

function definitionsOf({ kinds, definition }: ReleaseFacts): [string, Definition][] {
    return kinds.flatMap((kind) => {
        const found = definition(kind);
        return found === undefined ? [] : [[kind, found]];
    });
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
function kebabCase(kind: string): string {
    return kind.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();
}
