import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import type { LocalClusterArgs } from "./args";
import { givenKubeconfig, selectContext } from "./kubeconfig-files";

type ContextArgs = Pick<LocalClusterArgs, "kubeconfig" | "context">;

/** The context that a cluster is reached by. */
export interface ChosenContext {
    /** Kubeconfig with this one context, as JSON. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Name that tells the cluster from others: the context's, or the component's where that is not known. */
    readonly identifier: string;
    /** Text by which two components of one cluster are told; undefined where it is known too late. */
    readonly address: string | undefined;
}

/** The kubeconfig's context that the arguments choose, once they are checked. */
export function chosenContext(name: string, { kubeconfig, context }: ContextArgs): ChosenContext {
    if (!isOutput(kubeconfig)) {
        const chosen = selectContext(givenKubeconfig(kubeconfig), context);
        const { kubeconfig: address, context: identifier } = chosen;
        return { kubeconfig: pulumi.secret(address), identifier, address };
    }
    const known = pulumi.secret(kubeconfig).apply((given) => {
        rejectFindings(findingsOf("LocalCluster", name, kubeconfigProblems({ kubeconfig: given, context })));
        return selectContext(givenKubeconfig(given), context).kubeconfig;
    });
    return { kubeconfig: known, identifier: context ?? name, address: undefined };
}

/** Problems of a kubeconfig that is there, and of its context. Nothing of its content is shown. */
export function kubeconfigProblems({ kubeconfig, context }: ContextArgs): Problem[] {
    if (isOutput(kubeconfig)) {
        return [];
    }
    if (kubeconfig !== undefined && typeof kubeconfig !== "string") {
        return [{ path: "kubeconfig", problem: "must be text: a kubeconfig's content or file" }];
    }
    try {
        selectContext(givenKubeconfig(kubeconfig), context);
        return [];
    } catch (error) {
        return [{ path: "", problem: error instanceof Error ? error.message : String(error) }];
    }
}

function isOutput(value: pulumi.Input<string> | undefined): value is Exclude<pulumi.Input<string>, string> {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}
