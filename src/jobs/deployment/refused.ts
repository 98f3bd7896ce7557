import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { optionsThrough } from "../../components/options";
import type { PlatformHandle } from "../../contracts/platform";
import { ReadinessGate } from "../../readiness/gate";
import { failAtEnd } from "../../run/failing";
import type { RegisteredDeployment } from "./register";
import type { RegisteredResource } from "./resource";
import { SeenJob } from "./seen-job";

/**
 * Makes a part of a job, or refuses it. In a preview the program goes on after a refusal, so that the findings of all jobs
 * come together: nothing else needs a job in order to be checked.
 *
 * @param make throws pulumi.RunError with what is wrong.
 * @returns undefined if the job is refused and the program goes on.
 * @throws what `make` throws, where the program does not go on.
 */
export function unlessRefused<Made>(make: () => Made): Made | undefined {
    try {
        return make();
    } catch (error) {
        const fail = pulumi.RunError.isInstance(error) ? failAtEnd() : undefined;
        if (fail === undefined) {
            throw error;
        }
        fail(error as pulumi.RunError);
        return undefined;
    }
}

/** Options of the component of a job that is refused: what a program puts below it goes into the job's cluster all the same. */
export function optionsOfRefused(
    platform: Partial<PlatformHandle> | undefined,
    opts: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions {
    const provider = platform?.cluster?.provider;
    return provider === undefined ? opts : optionsThrough(provider, opts);
}

/** What the program finds at a job that is refused: outputs that are unknown, and nothing that others would wait for. */
export function refusedResource(component: pulumi.ComponentResource): Omit<RegisteredResource, "wait"> {
    ReadinessGate.of(component).follow(Promise.resolve());
    // Each property of an unknown output is one too, and where resources are expected it counts as none.
    const resource = unknownOutput() as unknown as k8s.apiextensions.CustomResource;
    return { resource, ready: unknownOutput(), seen: new SeenJob(resource, Promise.resolve(undefined)) };
}

/** The same of a FlinkDeployment. */
export function refusedDeployment(component: pulumi.ComponentResource): RegisteredDeployment {
    const { resource, ready, seen } = refusedResource(component);
    return { deployment: resource, ready, seen };
}

/** An output whose value is not known, as in a preview are those of what has yet to be made. */
export function unknownOutput<Value>(): pulumi.Output<Value> {
    return pulumi.output(pulumi.unknown) as unknown as pulumi.Output<Value>;
}
