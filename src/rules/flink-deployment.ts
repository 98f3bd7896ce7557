import type { Problem } from "../findings";
/** Placeholder until the rules land. */
export function checkFlinkDeployment(_name: string, _spec: unknown, _context: unknown): Problem[] {
    return [];
}
