import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { isSet } from "../../rules/inputs";

/** Variables of Flink's containers, by name. */
export type Environment = Readonly<Record<string, EnvironmentValue>>;

/** Text, or a key of a Secret or ConfigMap. */
export type EnvironmentValue = pulumi.Input<string> | KeyReference;

/** A key of a Secret or of a ConfigMap that is in the job's namespace: one of the two is required. */
export interface KeyReference {
    /** Name of the Secret. @default none */
    readonly secret?: pulumi.Input<string>;
    /** Name of the ConfigMap. @default none */
    readonly configMap?: pulumi.Input<string>;
    /** Key in it. */
    readonly key: string;
}

/** Variables as Kubernetes writes them. */
export function environmentVariables(environment: Environment): k8s.types.input.core.v1.EnvVar[] {
    return Object.entries(environment).map(([name, value]) =>
        isKeyReference(value) ? { name, valueFrom: sourceOf(value) } : { name, value },
    );
}

function sourceOf({ secret, configMap, key }: KeyReference): k8s.types.input.core.v1.EnvVarSource {
    return isSet(configMap) ? { configMapKeyRef: { name: configMap, key } } : { secretKeyRef: { name: secret, key } };
}

/** Whether a value is an object that is known: outputs and promises are text that comes later. */
export function isKeyReference(value: unknown): value is KeyReference {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The path of a variable in an application's arguments: `environment.TOPIC`, `environment["my.topic"]`. */
export function variablePath(name: string): string {
    return /^\w+$/.test(name) ? `environment.${name}` : `environment["${name}"]`;
}
