import * as pulumi from "@pulumi/pulumi";
import { findingsOf, formatFinding } from "../../checks/findings";
import { problemIf } from "../../checks/values";
import { kubernetesVersionWarning } from "../../flink/versions";

/** Warns of a cluster whose Kubernetes version, if it is given, is newer than those that the package knows. */
export function warnOfNewKubernetes(
    component: string,
    name: string,
    version: string | undefined,
    cluster: pulumi.Resource,
): void {
    const problem = version === undefined ? undefined : kubernetesVersionWarning(version);
    const problems = problemIf("kubernetesVersion", problem);
    for (const finding of findingsOf(component, name, problems)) {
        void pulumi.log.warn(formatFinding(finding), cluster);
    }
}
