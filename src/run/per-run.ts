import * as pulumi from "@pulumi/pulumi";

/**
 * Keeps something for each run of a program. A run is told by its connection to the engine: the Automation API runs
 * several programs in one process, and so do unit tests, whose mocks are a connection each time that they are set.
 *
 * @param make makes what a run keeps, at the run's first call.
 * @returns what the present run keeps.
 */
export function perRun<Kept>(make: (connection: object) => Kept): () => Kept {
    const runs = new WeakMap<object, Kept>();
    return () => {
        const connection: object = pulumi.runtime.getMonitor() ?? runs;
        const known = runs.get(connection);
        if (known !== undefined) {
            return known;
        }
        const kept = make(connection);
        runs.set(connection, kept);
        return kept;
    };
}
