/** Where providers differ in how they answer the engine, whatever the type. */
export interface Conduct {
    /**
     * Outputs that are known while an update is previewed: those that the update leaves as they are, or these names
     * alone.
     */
    readonly knownAtUpdate: "unchanged" | readonly string[];
    /** Whether a replacement always deletes first, or only where the new one would take the old one's name. */
    readonly deletesFirst: "always" | "sameName";
}

/**
 * Providers that are made from a Terraform provider: outputs keep their values through an update's plan.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge
 */
const bridged: Conduct = { knownAtUpdate: "unchanged", deletesFirst: "sameName" };

/**
 * Knows the name and the location alone, so an update makes all else of a resource unknown at preview, and deletes
 * first whenever the name is the user's.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/provider.go
 */
const azureNative: Conduct = { knownAtUpdate: ["name", "location"], deletesFirst: "always" };

/** How a provider conducts itself. */
export const conductOf = (provider: string): Conduct => (provider === "azure-native" ? azureNative : bridged);
