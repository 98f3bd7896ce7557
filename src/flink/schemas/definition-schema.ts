import { definitionOf, type DefinedRelease } from "../definitions/release";
import type { Schema } from "./schema";

/** Schema of the spec of a kind as an operator defines it; undefined if this build lacks the release's definition. */
export function specSchema(operator: DefinedRelease, kind: string): Schema | undefined {
    const definition = definitionOf(operator, kind);
    const { versions = [] } = (definition?.spec ?? {}) as { readonly versions?: readonly Version[] };
    return versions.find(({ name }) => name === "v1beta1")?.schema?.openAPIV3Schema?.properties?.["spec"];
}

/** A version of a definition, as far as it is read here. */
interface Version {
    readonly name: string;
    readonly schema?: { readonly openAPIV3Schema?: Schema };
}
