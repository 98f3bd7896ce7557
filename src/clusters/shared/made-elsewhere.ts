import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { objectNameProblems } from "../../checks/names";
import { problemIf, textProblems } from "../../checks/values";
import { noSpot } from "../../contracts/any-node";
import type { ClusterModule } from "../../contracts/cluster";
import { kubernetesVersionProblem } from "../../flink/versions";
import {
    nodePlacementProblems,
    nodePlacements,
    type NodePlacementArgs,
    type NodePlacementsArgs,
} from "./node-placement";

/** Arguments of every cluster that something else made. */
export interface MadeElsewhereArgs {
    /** Version of the cluster as `major.minor`, to be checked against the supported ones. @default not checked */
    readonly kubernetesVersion?: string;
    /** Placement of all pods. @default any node */
    readonly placement?: NodePlacementArgs;
    /** Placement of pods of one role, in place of `placement`. @default `placement` */
    readonly nodes?: NodePlacementsArgs;
    /**
     * Secrets with the credentials of registries, which the operator's namespace and each namespace of jobs must hold.
     *
     * @default none
     */
    readonly imagePullSecrets?: readonly string[];
    /** Class of ReadWriteOnce block storage, such as `longhorn`. @default the cluster's default class */
    readonly storageClassName?: string;
    /** Labels that namespaces of jobs get, such as a team's. @default none */
    readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/** Problems of these arguments. */
export function madeElsewhereProblems(args: MadeElsewhereArgs): Problem[] {
    const { kubernetesVersion: version, storageClassName, imagePullSecrets = [] } = args;
    return [
        ...textProblems("kubernetesVersion", version),
        ...problemIf("kubernetesVersion", typeof version === "string" ? kubernetesVersionProblem(version) : undefined),
        ...(storageClassName === undefined ? [] : objectNameProblems("storageClassName", storageClassName)),
        ...imagePullSecrets.flatMap((secret, index) => objectNameProblems(`imagePullSecrets[${index}]`, secret)),
        ...nodePlacementProblems(args.placement, args.nodes),
    ];
}

/** Parts of a cluster module that are the same on every cluster that something else made. */
export type MadeElsewhere = Omit<
    Required<ClusterModule>,
    "kubeconfig" | "provider" | "stateStore" | "egressRules" | "labels" | "bindServiceAccount"
>;

/** Those parts by the arguments. */
export function madeElsewhere(args: MadeElsewhereArgs): MadeElsewhere {
    const { storageClassName } = args;
    return {
        nodes: nodePlacements(args.placement, args.nodes),
        spot: noSpot,
        imagePullSecrets: args.imagePullSecrets ?? [],
        namespaceLabels: args.namespaceLabels ?? {},
        disruptionAnnotations: {},
        storageClassName: storageClassName === undefined ? undefined : pulumi.output(storageClassName),
        logSink: { kind: "inCluster" },
        metricsSink: { kind: "inCluster" },
        ingress: { className: "", annotations: {} },
        // What a cluster of others allows is not known; nothing is taken for granted that its administrators would have to give.
        capabilities: { hostPathLogs: false, nodeExporter: false, privileged: false, kubeSystemWritable: false },
    };
}

/** Name of the cluster where it is given in the open, else the component's: what another resource supplies may be unknown. */
export function plainClusterName(name: string, given: pulumi.Input<string>): string {
    return typeof given === "string" ? given : name;
}
