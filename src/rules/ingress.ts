import type { IngressSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { operatorReaches, type RuleContext } from "./context";
import { isSet } from "./inputs";
import { unless } from "../checks/values";

/** An Ingress has a template that makes an address: rules 10 and 11. Also: what this operator would drop is not set. */
export function ingressProblems(ingress: IngressSpec | undefined, name: string, context: RuleContext): Problem[] {
    if (!isSet(ingress)) {
        return [];
    }
    return [...templateProblems(ingress.template, name, context), ...droppedFieldProblems(ingress, context)];
}

function templateProblems(template: unknown, name: string, { namespace }: RuleContext): Problem[] {
    const path = "spec.ingress.template";
    if (!isSet(template)) {
        return [{ path, problem: `is required: a host and path such as "{{name}}.{{namespace}}.flink.example.com"` }];
    }
    if (typeof template !== "string") {
        return []; // the definition refuses it
    }
    const address = template.replaceAll(/\{\{name\}\}/gi, name).replaceAll(/\{\{namespace\}\}/gi, namespace);
    return unless(hasAuthority(address), path, `must make a host and port that exist, got "${template}"`);
}

/** Java's URL, which the operator uses, only looks at brackets and the port. */
function hasAuthority(address: string): boolean {
    const authority = address.replace(/^https?:\/\//i, "").split(/[/?#]/)[0] ?? "";
    const hostAndPort = authority.slice(authority.lastIndexOf("@") + 1);
    return hostAndPort.startsWith("[")
        ? /^\[[\da-f:.%]+\](:\d*)?$/i.test(hostAndPort) // "[::1]:8081" yes, "[::1" no
        : /^[^:]*(:\d*)?$/.test(hostAndPort); // "flink.example.com:8081" yes, "flink.example.com:web" no
}

/** Fields that came with operator 1.8 (FLINK-33454): an older one's definitions make the API server drop them. */
function droppedFieldProblems(ingress: IngressSpec, context: RuleContext): Problem[] {
    const fields = ["labels", "tls"] as const;
    return fields
        .filter((field) => isSet(ingress[field]) && !operatorReaches(context, "1.8.0"))
        .map((field) => ({
            path: `spec.ingress.${field}`,
            problem: `needs operator 1.8.0, and would be dropped without a word by ${context.operatorRelease}; remove it`,
        }));
}
