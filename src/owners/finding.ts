import type { Finding } from "../checks/findings";
import { describeObject, type KubernetesObject } from "./kubernetes-object";
import { describeOwner, type Owner } from "./owner";

/** The finding of an object that two make. It is told to a component of the package, the second one if both are. */
export function secondOwner(object: KubernetesObject, first: Owner, second: Owner): Finding {
    const [told, other] = second.isOurs ? [second, first] : [first, second];
    const problem = `is made by ${describeOwner(other)} too; ${remedy(object, told, other)}`;
    return { component: told.component, name: told.name, path: describeObject(object), problem };
}

function remedy({ kind }: KubernetesObject, told: Owner, other: Owner): string {
    if (kind === "CustomResourceDefinition") {
        return other.isOurs ? "take operator.crds of one for the other" : "leave it out of the program";
    }
    if (kind === "Namespace" && !other.isOurs) {
        return namespaceRemedies[told.component] ?? "choose another for one of the two";
    }
    return kind === "Namespace"
        ? "choose another for one of the two"
        : "an object has one owner, so choose another name or namespace for one of the two";
}

/** Ways to say that a namespace is the program's. */
const namespaceRemedies: Readonly<Record<string, string>> = {
    FlinkPlatform: "list it in existingNamespaces",
    FlinkOperator: "set namespaceExists",
    JobNamespace: "set namespaceExists",
};
