/**
 * Name of a cluster in its cloud. A cluster that replaces another on purpose is of the next generation and has a name of its
 * own, so that both can be there at once; the first one has the plain name.
 *
 * @param generation from 1 on.
 */
export function physicalClusterName(clusterName: string, generation: number): string {
    return generation > 1 ? `${clusterName}-${generation}` : clusterName;
}
