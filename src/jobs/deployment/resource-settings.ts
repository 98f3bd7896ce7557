import type { FlinkMetadata } from "./args";
import type { Readiness } from "../../readiness/readiness";
import { defaultDeleteTimeoutSeconds } from "./deletion";

/** Settings that a Flink resource has whatever its kind. */
export interface ResourceSettings<Spec extends object> {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    /** Beside those that the operator's selector asks for. */
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly spec: Spec;
    readonly readiness: Readiness;
    readonly deleteTimeoutSeconds: number;
}

/** Arguments of a resource that is given by its spec. */
interface ResourceArgs<Spec extends object> {
    readonly metadata: FlinkMetadata;
    readonly spec: Spec;
    readonly readiness?: Readiness;
    readonly deleteTimeoutSeconds?: number;
}

/**
 * Decides what the arguments of a resource that is given by its spec leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function resourceSettings<Spec extends object>(
    name: string,
    { metadata, spec, readiness, deleteTimeoutSeconds }: ResourceArgs<Spec>,
): ResourceSettings<Spec> {
    return {
        name: metadata.name ?? name,
        namespace: metadata.namespace,
        labels: metadata.labels ?? {},
        annotations: metadata.annotations ?? {},
        spec,
        readiness: readiness ?? {},
        deleteTimeoutSeconds: deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
    };
}
