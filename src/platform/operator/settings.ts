import * as pulumi from "@pulumi/pulumi";
import { isInitialNamespace } from "../../checks/initial-namespaces";
import type { Placement } from "../../contracts/cluster";
import { releaseFacts, releaseProblems, type ReleaseFacts } from "../../flink/definitions/release";
import { defaultOperatorRelease } from "../../flink/versions";
import type { FlinkCrds, FlinkCrdsArgs } from "../crds/crds";
import type { FlinkOperatorArgs, ResourcesArgs } from "./args";
import { operatorConfiguration, type Configuration } from "./configuration";
import type { LoggingArgs } from "./logging";
import { defaultOperatorNamespace } from "./names";

/** An operator's arguments with every value decided. */
export interface OperatorSettings {
    /** It is installed; otherwise it exists already, and nothing is registered for it. */
    readonly isManaged: boolean;
    /** The release that the arguments name. */
    readonly namedRelease: FlinkCrdsArgs["release"];
    /** Facts about that release; those of the default one if there is no such release, which the checks refuse. */
    readonly release: ReleaseFacts;
    readonly namespace: string;
    /** The namespace exists already and is not made. */
    readonly namespaceExists: boolean;
    /** Definitions that another operator installs; undefined if this one does. */
    readonly crds: FlinkCrds | undefined;
    /** Full name of the image: by digest if one is given, otherwise by tag. */
    readonly image: pulumi.Input<string>;
    readonly imagePullSecrets: readonly string[];
    readonly replicas: number;
    readonly resources: ResourcesArgs;
    /** Options of the JVM after the package's own. */
    readonly jvmArgs: readonly string[];
    /** All of the cluster's if empty. */
    readonly watchNamespaces: readonly string[];
    readonly readNodes: boolean;
    readonly labelSelector: Readonly<Record<string, string>>;
    /** The whole configuration file as flat keys. */
    readonly configuration: Configuration;
    /** Port of its metrics; none if undefined. */
    readonly metricsPort: number | undefined;
    readonly logging: LoggingArgs;
    /** Placement of its pods; any node if undefined. */
    readonly placement: Pick<Placement, "nodeSelector" | "tolerations"> | undefined;
}

// The JVM's heap takes up to 60 % of the limit, see `container.ts`. No cpu limit: throttling hurts the start, and the
// operator idles after it.
const defaultResources = { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "1Gi" } } as const;

/** Decides everything that an operator's arguments leave open, whether they are right or not. */
export function operatorSettings(args: FlinkOperatorArgs = {}): OperatorSettings {
    const namedRelease = args.release ?? defaultOperatorRelease;
    const release = releaseFacts(namedRelease);
    const namespace = args.namespace ?? defaultOperatorNamespace;
    const decided = {
        isManaged: (args.install ?? "managed") === "managed",
        namedRelease,
        release,
        namespace,
        namespaceExists: args.namespaceExists === true || isInitialNamespace(namespace),
        crds: args.crds,
        image: imageName(args, release),
        imagePullSecrets: args.imagePullSecrets ?? [],
        replicas: args.replicas ?? 1,
        resources: args.resources ?? defaultResources,
        jvmArgs: args.jvmArgs ?? [],
        watchNamespaces: args.watchNamespaces ?? [],
        readNodes: args.readNodes ?? false,
        labelSelector: args.labelSelector ?? {},
        metricsPort: args.metricsPort,
        logging: args.logging ?? {},
        placement: args.placement,
    };
    const isRelease = releaseProblems(namedRelease).length === 0;
    return { ...decided, configuration: isRelease ? operatorConfiguration(decided, args.configuration) : {} };
}

function imageName({ image = {} }: FlinkOperatorArgs, release: ReleaseFacts): pulumi.Input<string> {
    const repository = image.repository ?? release.image;
    const mark = image.digest === undefined ? ":" : "@";
    const version = image.digest ?? image.tag ?? release.version;
    return typeof repository === "string" && typeof version === "string"
        ? `${repository}${mark}${version}`
        : pulumi.interpolate`${repository}${mark}${version}`;
}
