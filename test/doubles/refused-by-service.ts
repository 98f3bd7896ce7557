import type { PropertyRule } from "./rules";

/** A property that the provider's types have and the service refuses, in the service's words. */
interface Refusal {
    /** Type and path of the property, for readers. */
    readonly property: string;
    readonly words: string;
    /** Where the refusal was seen. */
    readonly source: string;
}

/** Everything that is in a specification and refused all the same; the rules of the types take it from here. */
export const refusals = {
    sshAccess: {
        property: "azure-native:containerservice:AgentPool and pools of ManagedCluster: securityProfile.sshAccess",
        words: 'UnmarshalEntity encountered error: json: unknown field "sshAccess"',
        source: "https://github.com/Azure/azure-rest-api-specs/issues/40740",
    },
} as const satisfies Readonly<Record<string, Refusal>>;

/** The rule of a property of this list: no value is taken. */
export function refusedByService(name: keyof typeof refusals): PropertyRule {
    const { words, source } = refusals[name];
    return () => `${words} (${source})`;
}
