import { apiClient } from "../../src/clusters/shared/api-client";
import type { Ask } from "../../src/clusters/shared/api-access";

/** Runs `program` as if the API of every cluster gave this answer, by default that the caller is let in. */
export async function withAnsweringApi(
    program: () => unknown,
    answer: (kubeconfig: string) => Ask = () => () => Promise.resolve(true),
): Promise<void> {
    const real = { ...apiClient };
    Object.assign(apiClient, { ask: answer });
    try {
        await program();
    } finally {
        Object.assign(apiClient, real);
    }
}
